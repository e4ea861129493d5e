"""Places that might tell who writes, in English."""

from domain.hiding import Place


def warned(giveaways: int) -> list[str]:
    """A line that tells how many there are, none for none."""
    if not giveaways:
        return []
    return [f"⚠️ {giveaways} {'place' if giveaways == 1 else 'places'} might tell who you are."]


class EnglishHiding:
    """The screen on which a place is masked or left."""

    nothing_to_mask = "Nothing is left to mask."

    def giveaway(self, place: Place, *, left: int) -> str:
        """A place, and what is seen of it once it is masked; `left` are still to be decided."""
        first = (
            f"This might tell who you are ({left} left):"
            if left > 1
            else "This might tell who you are:"
        )
        shown, masked = (f"“{text}”" for text in place.around("…"))
        return f"{first}\n{shown}\nMasked, the reviewers see:\n{masked}"
