"""The smallest content of every kind that Telegram may send, made from the framework's types."""

import types
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from aiogram.enums import ContentType
from aiogram.types import Message, TelegramObject, Update
from typing_extensions import TypeAliasType

CANARY = "canary"
"""Every text in a payload."""
KINDS = sorted(kind.value for kind in ContentType if kind.value not in {"any", "unknown"})
UPDATE_KINDS = sorted(set(Update.model_fields) - {"update_id"})


def least(annotation: Any) -> Any:
    """The smallest value of a type that passes for it."""
    origin, args = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, TypeAliasType):
        return least(annotation.__value__)
    if origin is Annotated:
        return least(args[0])
    if origin is Literal:
        return args[0]
    if origin in {Union, types.UnionType}:
        return least(args[0])
    if origin is list:
        return [least(args[0])]
    if not isinstance(annotation, type):
        return 1
    if issubclass(annotation, TelegramObject):
        fields = annotation.model_fields.items()
        return {
            field.alias or name: field.default.value
            if isinstance(field.default, Enum)
            else least(field.annotation)
            if field.is_required()
            else field.default
            for name, field in fields
            if field.is_required() or isinstance(field.default, str)
        }
    if issubclass(annotation, bool):
        return True
    return CANARY if issubclass(annotation, str) else 1


def content(kind):
    """The fields of a message of this kind."""
    return {kind: least(Message.model_fields[kind].annotation)}


def update(kind):
    """What stands in an update under the name of its kind."""
    return least(Update.model_fields[kind].annotation)
