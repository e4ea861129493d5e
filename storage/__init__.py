"""Keeps and never decides; `Session` is what a unit of work annotates its first argument with."""

from sqlalchemy.orm import Session

__all__ = ["Session"]
