"""Office texts in Chinese."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.people import Role
from domain.rooms import Fault
from handlers.texts.office.catalogue import Counts

_WEEK = "一二三四五六日"
_STAGES = {
    "received": "没人接",
    "accepted": "在办",
    "referred": "已转办",
    "concluded": "有结论",
    "closed": "已归档",
}
_NAMED = 3
_CHECKS = {
    Fault.TOPICS: ("是超级群，已开话题", "要在群设置里打开“话题”"),
    Fault.MANAGE: ("能管理话题", "缺“管理话题”权限"),
    Fault.DELETE: ("能删除消息", "缺“删除消息”权限"),
    Fault.PIN: ("能置顶消息", "缺“置顶消息”权限"),
    Fault.BLIND: ("能看到全部消息", "看不到全部消息，请设为管理员"),
    Fault.PUBLIC: ("群是私密的", "群是公开的，请改成私密群"),
    Fault.STRANGERS: ("成员都登记过", "群里有 {} 个没登记的人或机器人"),
    Fault.TIED: ("没有要回避的人", "有 {} 个人和这里的单位有关联"),
}


class Chinese:
    """What is said in Chinese."""

    buttons: Mapping[str, str] = {
        "enrol_yes": "对，是我",
        "enrol_no": "不对",
        "again": "再查一次",
        "deal": "分给大家",
        "take_all": "我来接",
        "take": "我来接",
        "look": "看案件",
        "later": "先放着",
        "previous": "◂ 上一件",
        "next": "下一件 ▸",
        "once_more": "再看一遍",
        "topic": "去话题",
        "start": "开始看",
        "through": "挨个看",
        "mine": "只看我的",
        "waiting": "挨个看没人接的",
        "today": "今天到期",
        "overdue": "逾期",
    }
    lists: Mapping[str, tuple[str, str]] = {
        "queue": ("没人接的", "没人接的一件也没有。"),
        "mine": ("您在办的", "您手上没有案件。"),
        "today": ("今天到期的", "今天没有到期的。"),
        "overdue": ("逾期的", "没有逾期的。"),
    }
    enrol_voided = "好的，这个登记码已作废。\n请找发码的人，给您换一个。"
    code_wrong = "这个登记码不对，或已经用过、过期了。\n请找发码的人再要一个。"
    help = (
        "这些命令都能用：\n"
        "/next 一件一件看\n"
        "/queue 没人接的\n"
        "/mine 我在办的\n"
        "/today 今天到期的\n"
        "/overdue 逾期的\n"
        "/case 加编号：看一件，如 /case K7QM\n"
        "/stats 数字\n"
        "问举报人、下结论，在案件卡片上点。"
    )
    commands: Mapping[str, str] = {
        "next": "一件一件看",
        "queue": "没人接的",
        "mine": "我在办的",
        "today": "今天到期的",
        "overdue": "逾期的",
        "stats": "数字",
        "returns": "周报",
        "owed": "联系人：还要交什么",
        "status": "联系人：看全年",
        "handover": "联系人：交接",
        "help": "能做什么",
    }
    short_description = "内部使用，需登记码。"
    description = "内部使用，需登记码。\n登记码找国资委要，发到这里就行。"
    link_where = "这个命令要在工作群里发：/link 加建群码。"
    link_enrol_first = "建群的人要先登记：私聊本机器人，发登记码。"
    link_done = "✅ 这个群可以用了，线索会发到这里。"
    link_cure = "去这里给：群设置 → 管理员 → 本机器人"
    room_open = "群里都是登记过的人了，线索接着发。"
    room_lost = (
        "⚠️ 工作群里没有本机器人了，线索发不进去。\n线索没有丢，都在排队。\n"
        "请把本机器人请回去，或另建一个群发 /link。"
    )
    room_rights_lost = (
        "⚠️ 本机器人在工作群里少了权限，线索先不发。\n请到群设置里补上，再在群里发 /link。"
    )
    back = "刚才停过一会儿，消息一条没丢。\n那时按的按钮没收到，请您再按一次。"
    perhaps_twice = "（刚才断过线，这一条可能发了两次。）"
    perhaps_empty_topic = "（刚才断过线，可能多了一个空话题，可以删掉。）"
    room_moved = "群升级了，看板和话题会在这里重新开好。"
    case_usage = "请写上编号，例：/case K7QM"
    digest_hello = "早上好。今天要看的："
    orphans_gone = "这几件都已经有人接了。"

    def enrol_ask(self, label: str, role: Role) -> str:
        """Who somebody is about to be."""
        name = "组长" if role is Role.LEAD else "审核员"
        return f"您将作为【{label}】处理线索（{name}）。\n不是您，请点“不对”，码会作废。"

    def enrol_done(self, label: str) -> str:
        """They are."""
        return (
            f"✅ 登记好了，您是【{label}】。\n发 /next 就能一件一件看线索。\n发 /help 看全部命令。"
        )

    def stranger(self, intake: str) -> str:
        """To whoever is not enrolled, whatever they sent."""
        return (
            "这里是工作用的机器人，要有登记码才能用。\n"
            "您刚发的内容没有保存，已经删掉。\n"
            "想反映安全问题，请找下面这个机器人，\n"
            f"@{intake}\n"
            "那边不留名字。"
        )

    def stranger_press(self, intake: str) -> str:
        """To whoever is no reviewer and pressed a reviewer's button."""
        return (
            "这个按钮是给审核员用的，您按了不起作用。\n"
            f"想反映安全问题，请找 @{intake}，\n那边不留名字。"
        )

    def misplaced(self, intake: str) -> str:
        """To a reviewer who wrote where nothing was asked."""
        return (
            "这里认得您是谁，不能收线索。\n没有保存，已删掉。\n"
            f"要反映问题，请到 @{intake} 写。\n要办案件，发 /next；全部命令发 /help。"
        )

    def open_intake(self, intake: str) -> str:
        """The button to the intake bot."""
        return f"打开 @{intake}"

    def link_missing(self, count: int) -> str:
        """How many things are missing."""
        return f"差 {count} 样就能用了："

    def check(self, fault: Fault, count: int) -> str:
        """One line of the group's check; count 0: it is fine."""
        fine, missing = _CHECKS[fault]
        return f"❌ {missing.format(count)}" if count else f"✅ {fine}"

    def room_closed(self, strangers: int) -> str:
        """Somebody in the group is not enrolled."""
        return f"群里有 {strangers} 个没登记的人，\n线索先不发到群里。\n请他登记，或移出群。"

    def room_tied(self) -> str:
        """Somebody in the group is tied to an enterprise whose cases come here."""
        return "群里有人和这里的单位有关联，\n线索先不发到群里。\n请他退群，或把单位改到别的群。"

    def orphaned(self, label: str, count: int) -> str:
        """Somebody left; their cases wait."""
        return f"【{label}】不在这里办了，他的 {count} 件等人接。"

    def orphans_taken(self, label: str, count: int) -> str:
        """Somebody took them."""
        return f"{count} 件由【{label}】接了。"

    def orphans_dealt(self, count: int) -> str:
        """They were dealt out."""
        return f"{count} 件分给大家了，各人会收到通知。"

    def walk_place(self, number: int, left: int) -> str:
        """Which case of the walk this is, and how many follow."""
        return f"第 {number} 件，还有 {left} 件" if left else f"第 {number} 件，这是最后一件"

    def walk_end(self, kind: str, left: int) -> str:
        """Everything of a list was shown; what was put aside is left."""
        head, empty = self.lists[kind]
        return f"看完一遍，{head}还有 {left} 件。" if left else f"看完了，{empty}"

    def show_files(self, count: int) -> str:
        """The button to a case's files."""
        return f"看附件 {count} 个"

    def listed(self, head: str, count: int) -> str:
        """A list's first line."""
        return f"{head} {count} 件："

    def item(self, code: str, due: str, *, urgent: bool) -> str:
        """A list's line."""
        name = f"急 {code}" if urgent else code
        return f"{name} {due}" if due else name

    def more(self, count: int) -> str:
        """What a list has no place for."""
        return f"还有 {count} 件，点“挨个看”。"

    def stats(self, stages: Mapping[str, int], *, looked: int, in_time: int) -> str:
        """How many cases stand where, and how many first looks were in time."""
        lines = [f"{name} {_withheld(stages.get(stage, 0))}" for stage, name in _STAGES.items()]
        looks = f"近 90 天初看 {_withheld(looked)} 件"
        if looked >= 5 and ((in_time >= 5 and looked - in_time >= 5) or looked == in_time):
            looks += f"，按时 {in_time} 件"
        return "\n".join(["各阶段的件数：", *lines, looks, "不到 5 件的不写出来，免得认出人。"])

    def board(self, today: date, counts: Counts) -> str:
        """The board."""
        lines = [
            f"今天 {_day(today)} 周{_WEEK[today.weekday()]}",
            f"没人接 {counts.waiting} 件，其中急 {counts.urgent}、今天到期 {counts.today}",
            *([self.unseen(counts.unseen)] if counts.unseen else []),
            f"在办 {counts.in_work} 件，三天内到期 {counts.soon}，逾期 {counts.overdue}",
            f"等批 {counts.extensions} 件（延期）",
        ]
        if counts.unsent:
            lines.append(f"⚠️ 有 {counts.unsent} 条通知没发成，早报里写明")
        return "\n".join(lines)

    def digest_waiting(self, count: int, code: str, due: str) -> str:
        """What nobody has; code "" when there is none."""
        return f"没人接 {count} 件，最急的 {code}，\n{due}" if code else "没人接的一件也没有"

    def unseen(self, count: int) -> str:
        """How many cases nobody has looked at for longer than may be."""
        return f"超过 5 个工作日没人看 {count} 件"

    def digest_mine(self, count: int, code: str, due: str) -> str:
        """What the reader has; code "" when none of it is due soon."""
        if code:
            return f"您在办 {count} 件，最近到期的 {code}，\n{due}"
        return f"您在办 {count} 件" if count else "您手上没有案件"

    def digest_letters(self, count: int) -> str:
        """How many letters of reporters wait unread."""
        return f"新来信 {count} 封还没看" if count else "没有新来信"

    def digest_unsent(self, codes: Sequence[str]) -> str:
        """What could not be told, and what to do: a code a notice, "" where it is of no case."""
        named = sorted({code for code in codes if code})
        lines = [f"⚠️ 有 {len(codes)} 条通知没发成"]
        if named:
            more = f" 等 {len(named)} 件" if len(named) > _NAMED else ""
            lines.append("、".join(named[:_NAMED]) + more)
            lines.append("请打开这几件，看有没有漏办的。")
        return "\n".join([*lines, "再互相问问，谁停用了本机器人。"])

    def look_late(self, code: str) -> str:
        """To leads: nobody has looked at a case for longer than may be."""
        return f"{code} 超过 5 个工作日没人看。\n请今天就安排人看。"

    def conclusion_late(self, code: str, day: date) -> str:
        """To the holder: the time for a conclusion is over."""
        return f"{code} 应在 {_day(day)}前下结论，\n已经过期了。请尽快办结。"

    def conclusion_late_of(self, code: str, day: date, label: str) -> str:
        """The same to leads; label "" when nobody holds the case."""
        who = f"【{label}】在办，请您过问。" if label else "现在没人办，请安排人接。"
        return f"{code} 应在 {_day(day)}前下结论，\n已经过期了。{who}"

    def answer_late(self, code: str, day: date) -> str:
        """To leads: a department has still not answered."""
        return f"{code} 转出去的，{_day(day)}前该有回音，\n催过了还没有。请您过问。"

    def chain_broken(self, number: int) -> str:
        """The journal does not fit together from this entry on."""
        return f"⚠️ 日志从第 {number} 条起接不上。\n请管服务器的人马上看。"

    def backup_missing(self, last: date | None) -> str:
        """Backups are wanted, and the last one is too old, or there is none."""
        told = f"最近一份备份是 {last.month}月{last.day}日 的" if last else "还没有备份"
        return f"⚠️ {told}。\n请管服务器的人看看。"

    def digest_room(self, waiting: int, overdue: int) -> str:
        """The room's one line."""
        return f"早上好。没人接 {waiting} 件，逾期 {overdue} 件。"

    def chain(self, number: int, digest: str) -> str:
        """Where the journal stands, to be compared with yesterday's."""
        return f"日志到第 {number} 条，校验 {digest}"

    def ring(self, code: str) -> str:
        """Somebody is in danger; no content."""
        return f"急！新线索 {code}，说有人正有危险。\n2 小时内要有人接。"

    def ring_again(self, code: str, minutes: int) -> str:
        """Nobody has answered the ring."""
        return f"急！{code} 响铃 {minutes} 分钟了，还没有人接。\n请您接，或马上叫人。"

    def ring_nobody(self, code: str) -> str:
        """To leads: nobody is on duty."""
        return f"急！新线索 {code}，说有人正有危险。\n现在没有人值班，请您接，或马上叫人。"

    def ring_homeless(self, code: str, minutes: int) -> str:
        """Somebody is in danger and no group fits the case; after so many minutes, 0 at first."""
        head = f"急！新线索 {code}，说有人正有危险。"
        if minutes:
            head = f"急！{code} 响铃 {minutes} 分钟了，还没有人接。"
        wanting = "没有合适的群能放，谁也接不了。\n请马上备好一个没有回避人的群，"
        return f"{head}\n{wanting}\n或叫组长来备。"

    def ring_outside(self, code: str) -> str:
        """To a lead who cannot take it: nobody who can was reached."""
        return f"急！{code} 说有人正有危险。\n能接的人一个也叫不到。\n请马上叫人到群里接。"

    def ring_taken(self, code: str, label: str, minutes: int) -> str:
        """Somebody has taken it on."""
        return f"{code} 已由【{label}】接，用时 {minutes} 分钟。"

    def ring_over(self, code: str) -> str:
        """It needs nobody any more."""
        return f"{code} 已经处理，不用再接了。"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _withheld(count: int) -> str:
    return str(count) if count >= 5 else "<5"
