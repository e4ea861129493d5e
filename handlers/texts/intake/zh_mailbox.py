"""The screens behind a receipt code, in Chinese."""

from collections.abc import Sequence
from datetime import date

from domain.contents import Content
from domain.drafts import Draft
from domain.reading import Line, LineKind, question_open, state
from handlers.texts.intake.catalogue import Hotlines
from handlers.texts.intake.zh_forms import counted, day, quoted
from handlers.texts.intake.zh_hiding import warned

_HAPPENED = {
    LineKind.RECEIVED: "收到",
    LineKind.ACCEPTED: "受理，有专人在办",
    LineKind.DECLINED: "没有受理",
    LineKind.REFERRED: "转给{department}",
    LineKind.RETURNED: "又回到我们这里办",
    LineKind.HEARD_BACK: "转去的部门有了回音",
    LineKind.GOVERNMENT: "转报政府",
    LineKind.MERGED: "和别人反映的合在一起办",
    LineKind.QUESTION: "审核员问了一句",
    LineKind.LETTER: "来信",
    LineKind.OWN: "你写了信",
    LineKind.EXTENDED: "延期",
    LineKind.PROVEN: "结论：查实了",
    LineKind.PARTLY: "结论：有一部分属实",
    LineKind.UNPROVEN: "结论：没有查到",
    LineKind.RUNG: "响铃叫人",
    LineKind.OBJECTED: "你要求复查",
    LineKind.RETALIATION: "你说被打击报复",
    LineKind.REOPENED: "又在办了",
    LineKind.SOLVED: "你说：解决了",
    LineKind.UNSOLVED: "你说：没解决",
    LineKind.AFTERWARDS: "问过有没有人为难你",
    LineKind.IDENTITY: "你封存了身份",
    LineKind.IDENTITY_OPENED: "身份被打开过：{department}\n「{text}」",
    LineKind.IDENTITY_GONE: "你销毁了封存的身份",
}


class ChineseMailbox:
    """The screens behind a receipt code."""

    ask_code = (
        "请把查询码发给我。\n大小写、空格不要紧，可以一行一行发。\n收到后，聊天里的码马上删掉。"
    )
    miss = "没有找到这件事。\n可能抄错了，也可能已经过期销毁。\n请对着纸再发一次。"
    lost = (
        "码丢了，我们找不回来，因为我们没有留。\n"
        "你反映的事照样会办。\n"
        "有新情况就再报一次，\n"
        "写上“接着上次的事”，\n"
        "审核员会把两件对上。"
    )
    reply = "写给审核员的话，打在下面。\n照片也可以发。\n别写自己的名字、工号、班组、电话。"
    object = (
        "要求复查只有一次，由另外的人来查。\n"
        "哪里不对、有什么新情况，写几句更好。\n"
        "不写也可以，直接点“发出”。"
    )
    withdraw = "撤回以后，连内容带信箱一起销毁，\n不能恢复，也没有人会去查。"
    withdrawn = "已经撤回，内容和信箱都销毁了。\n这个查询码不再有用。"
    burn = "烧掉以后不能恢复：\n谁也打不开这个信箱，包括你。"
    burnt = "信箱烧掉了，查询码不再有用。\n事情照样办，只是答复送不到你。"
    letter_kept = "没发出的信先留着，过一天就销毁。\n用查询码回来，可以接着写。"
    letter_waiting = "你有一封没发出的信。\n点“回信”，接着写或发出。"
    letter_lost = "信箱已经没有了，信没有发出，\n也一起销毁了。"
    no_letters = "还没有信。"
    noted = "记下了，谢谢你。"
    reward = (
        "奖励由管这类事的部门发，不是我们发。\n"
        "要本人带身份证件和查询码去领。\n"
        "去领，那里的人就知道是你，想好再去。\n"
        "现在不用决定。\n"
        "通知能领以后，一般 60 天内都可以。\n"
        "金额要等核定，这里说了不算。\n"
        "想知道去哪里领，就写信问审核员。"
    )
    identity = (
        "不封也行：带查询码去领，一样能领。\n"
        "想封，就用一条消息写上姓名和电话。\n"
        "聊天里的马上删，封好以后，\n"
        "要两位负责人各拿钥匙一起才打得开。\n"
        "每打开一次，这里都会写明是谁、为什么。\n"
        "随时可以销毁；烧掉信箱，也一起销毁。"
    )
    identity_sealed = "封好了。聊天里的已经删掉。"
    no_identity = "销毁以后，谁也打不开，也不能恢复。\n想领奖励，还可以自己带查询码去。"
    identity_destroyed = "销毁了。"
    afterwards = "先问一句：\n这件事以后，有人为难你吗？"
    knocking = "有新消息。"
    knocked_at = "好，有新消息的那天 {0} 叫你一声。\n不想要了，随时点“别再叫我”。"
    never_knocked = "好，不叫你。\n想看答复，拿着码自己来查。"

    def identity_typed(self, text: str, officers: tuple[str, str]) -> str:
        """Who they are, before it is sealed to two officers."""
        return (
            f"要封存的是：\n「{text}」\n封好以后，这两位一起才打得开：\n"
            f"{officers[0]}、{officers[1]}\n审核员和管服务器的人打不开。"
        )

    def cut(self, *, may_withdraw: bool) -> str:
        """Which line is to be cut: the mailbox, or all of it while nobody has looked."""
        lines = ["想断掉这条线吗？", "烧掉信箱：以后谁也打不开，", "包括你；事情照样办。"]
        if may_withdraw:
            lines.append("撤回：还没有人看，\n连内容一起销毁。")
        return "\n".join(lines)

    def parts(self, count: int) -> str:
        """Some lines of a code have come."""
        return f"收到前 {count} 行，请接着发第 {count + 1} 行。"

    def slip(self, line: int | None) -> str:
        """A slip that the check characters tell, whatever was or was not filed."""
        if line is None:
            return "这不像查询码。码有三行，每行 8 位。\n请对着纸再发一次。"
        return f"第 {line} 行好像抄错了一个字。\n码里没有 0、1、I、O、L。"

    def stage(self, lines: Sequence[Line]) -> str:
        """How it stands now, in one plain sentence, and the next date."""
        now = state(lines)
        if now is None:
            return "现在：已收到"
        first, second = self._stage(now)
        if question_open(lines):
            first = "现在：等你回一句话"
            second = "不回也会接着办，只是可能慢一些。"
        elif now.kind is LineKind.RECEIVED and any(line.kind is LineKind.RUNG for line in lines):
            first, second = "现在：已响铃叫人", "有生命危险，照样先打 119。"
        return f"{first}\n{second}" if second else first

    def happened(self, line: Line) -> str:
        """One line of what has happened so far."""
        told = _HAPPENED[line.kind].format(department=line.department, text=line.text)
        return f"{day(line.day)} {told}"

    def quoted(self, line: Line) -> str:
        """One letter with its day."""
        own = {LineKind.OWN, LineKind.OBJECTED, LineKind.RETALIATION}
        who = "你写的" if line.kind in own else "来信"
        attached = f"\n附件 {len(line.files)} 个" if line.files else ""
        return f"{day(line.day)} {who}：\n「{line.text}」{attached}"

    def newest(self, line: Line, *, count: int) -> str:
        """The newest letter of the desk."""
        return f"来信 {count} 封，最新的（{day(line.day)}）：\n{quoted(line.text, 300)}"

    def letter(self, draft: Draft, *, giveaways: int) -> str:
        """A letter before it is sent."""
        text = f"\n{quoted(draft.letter.whole, 600)}" if draft.letter.texts else ""
        got = counted(Content(files=draft.letter.files))
        files = f"\n{got}，拍摄信息已去掉。" if got else ""
        return "\n".join([f"要发出去的是：{text}{files}", *warned(giveaways), "还有，就接着发。"])

    def sent(self, due: date | None) -> str:
        """A letter was sent."""
        return f"✅ 送到了。{day(due)}前会有人看。" if due else "✅ 送到了。"

    def unsolved(self, *, again: bool) -> str:
        """It is not solved; `again` while a second look can be asked for."""
        first = "记下了，会告诉审核员。\n哪里没解决，写几句，他们才好接着办。"
        return f"{first}\n不同意结论，可以要求复查一次。" if again else first

    def retaliation(self, hotlines: Hotlines) -> str:
        """What to do against retaliation."""
        return (
            "因为反映问题被扣钱、调岗、辞退，\n法律不允许。\n"
            "先留好证据：通知、工资单、聊天记录。\n可以同时打：\n"
            f"劳动保障 {hotlines.labour}，工会 {hotlines.union}，\n"
            f"免费法律咨询 {hotlines.legal}\n"
            "要我们跟进，请写几句：\n什么时候、怎么对你的。"
        )

    def _stage(self, now: Line) -> tuple[str, str]:
        due = day(now.due) if now.due else ""
        match now.kind:
            case LineKind.RECEIVED:
                return "现在：已收到，还没有人看", f"最晚 {due} 有人看。不用再报一遍。"
            case LineKind.ACCEPTED | LineKind.RETURNED | LineKind.HEARD_BACK | LineKind.REOPENED:
                said = {
                    LineKind.RETURNED: "现在：又回到我们这里办",
                    LineKind.HEARD_BACK: "现在：转去的部门有了回音",
                    LineKind.REOPENED: "现在：又在办了",
                }.get(now.kind, "现在：已受理，有专人在办")
                reason = f"原因：{now.text}\n" if now.text else ""
                return said, f"{reason}最晚 {due} 给你结论。"
            case LineKind.REFERRED:
                return (
                    f"现在：已转给{now.department}",
                    f"这类事归它管。{due}前没有回音，我们去催。",
                )
            case LineKind.GOVERNMENT:
                return "现在：已转报政府", "有人死亡的事，由政府组织核查。"
            case LineKind.EXTENDED:
                return "现在：还要多 30 天", f"原因：{now.text}\n新的最晚日期：{due}。"
            case LineKind.MERGED:
                return (
                    "现在：和别人反映的合在一起办",
                    "结论也会写在这里，不用再报。",
                )
            case LineKind.OBJECTED:
                return "现在：已要求复查", "由另外的人来查。"
            case LineKind.DECLINED:
                return "现在：没有受理", now.text
            case LineKind.PROVEN:
                return "结论：查实了", f"{now.text}\n谢谢你，这件事因为你变安全了。"
            case LineKind.PARTLY:
                return "结论：有一部分属实", f"{now.text}\n{due}前可以要求复查一次。"
            case _:
                return "结论：没有查到这个情况", f"{now.text}\n{due}前可以要求复查一次。"
