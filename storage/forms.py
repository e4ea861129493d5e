"""The forms of returns, kept as data in `data/forms.yaml`."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from domain.forms import Field, Form, Kind, Limit, Rate, Rest

WEEKLY = "weekly"


@cache
def form(name: str = WEEKLY) -> Form:
    """The form under a name; KeyError when there is none."""
    text = files("storage").joinpath("data", "forms.yaml").read_text(encoding="utf-8")
    return {entry["id"]: _form(entry) for entry in yaml.safe_load(text)}[name]


def _form(entry: dict[str, Any]) -> Form:
    made = Form(
        id=entry["id"],
        names=entry["names"],
        fields=tuple(Field(**one | {"kind": Kind(one["kind"])}) for one in entry["fields"]),
        limits=tuple(
            Limit(**one | {"less": tuple(one.get("less", ()))}) for one in entry["limits"]
        ),
        rests=tuple(Rest(**one | {"less": tuple(one["less"])}) for one in entry["rests"]),
        rates=tuple(Rate(**one) for one in entry["rates"]),
        still_open=entry["still_open"],
    )
    known = set(made.keys)
    named = {key for limit in made.limits for key in (limit.part, limit.whole, *limit.less)}
    named |= {key for one in made.rests for key in (one.whole, *one.less)}
    named |= {key for one in made.rates for key in (one.part, one.whole)}
    if named - known or made.still_open not in {one.key for one in made.rests}:
        raise ValueError("a form computes with a figure it does not have")
    return made
