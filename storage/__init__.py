"""Keeps and never decides; `Session` is what a unit of work annotates its first argument with."""

from sqlalchemy.orm import Session

from storage.sealed import Sealed

__all__ = ["Sealed", "Session"]
