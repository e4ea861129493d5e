"""Places that might tell who writes, in Chinese."""

from domain.hiding import Place


def warned(giveaways: int) -> list[str]:
    """A line that tells how many there are, none for none."""
    return [f"⚠️ 有 {giveaways} 处可能让人认出你。"] if giveaways else []


class ChineseHiding:
    """The screen on which a place is masked or left."""

    nothing_to_mask = "没有要遮的了。"

    def giveaway(self, place: Place, *, left: int) -> str:
        """A place, and what is seen of it once it is masked; `left` are still to be decided."""
        first = f"这里可能让人认出你，还剩 {left} 处：" if left > 1 else "这里可能让人认出你："
        shown, masked = (f"「{text}」" for text in place.around("……"))
        return f"{first}\n{shown}\n遮掉以后，审核员看到的是：\n{masked}"
