"""aiogram's types are built when they are first used: to be imported before anything of aiogram.

By itself it builds all 444 of them when it is imported, which is three quarters of the time in
which the intake starts; a handful is ever used.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

_NAMES: Final[dict[str, Any]] = {}
"""By which names the types speak of each other."""


def _put_off(_: type[BaseModel], *, _types_namespace: Mapping[str, Any]) -> None:
    _NAMES.update(_types_namespace)


_build = BaseModel.__dict__["model_rebuild"].__func__
BaseModel.model_rebuild = classmethod(_put_off)  # type: ignore[assignment,method-assign]
try:
    from aiogram.methods.base import Response, TelegramMethod
    from aiogram.types import TelegramObject
finally:
    BaseModel.model_rebuild = classmethod(_build)  # type: ignore[assignment,method-assign]


def _rebuild(cls: type[BaseModel], /, **asked: Any) -> bool | None:
    """What pydantic asks for when a type is used that was not built."""
    asked["_types_namespace"] = _NAMES
    return _build(cls, **asked)  # type: ignore[no-any-return]


for _base in (TelegramObject, TelegramMethod, Response) if _NAMES else ():  # else built before
    _base.model_rebuild = classmethod(_rebuild)  # type: ignore[method-assign,assignment]
