"""The screens up to the receipt, in Chinese."""

from collections.abc import Sequence
from datetime import date, datetime, time

from domain.categories import Label
from domain.contents import MOST_FILES, Content
from domain.drafts import Draft
from domain.knocks import KEPT_FOR
from handlers.texts.intake.zh_hiding import warned
from handlers.texts.intake.zh_words import BUTTONS

_WEEKDAYS = "一二三四五六日"


def day(moment: date) -> str:
    """A day as it is said."""
    return f"{moment.month}月{moment.day}日"


def counted(content: Content) -> str:
    """How much has been taken in."""
    photos = sum(file.is_photo for file in content.files)
    documents = len(content.files) - photos
    parts = [f"文字 {len(content.texts)} 段"] if content.texts else []
    parts += [f"照片 {photos} 张"] if photos else []
    parts += [f"文件 {documents} 个"] if documents else []
    return "，".join(parts)


def quoted(text: str, most: int) -> str:
    """The beginning of a text in quotation marks, on one line."""
    line = " ".join(text.split())
    return f"「{line[:most]}……」" if len(line) > most else f"「{line}」"


class ChineseForms:
    """The screens up to the receipt."""

    home = (
        "你好，这里是安全服务助手。\n"
        "看见危险、看见违规，都可以告诉我们。\n"
        "不用留名字，不用留电话。\n"
        "点下面的按钮，或直接把事情写给我。"
    )
    place_of_site = "地点：{0}"
    danger = (
        "⚠️ 先离开，再说话\n"
        "1 马上到安全的地方，叫上旁边的人。\n"
        "2 走远了再打电话：\n"
        "着火、有人被困：119\n"
        "受伤、中毒：120\n"
        "有人威胁你：110\n"
        "3 闻到燃气味：别开关灯，别点火，\n"
        "别在原地打电话。\n"
        "4 井里、罐里、坑里有人倒下：\n"
        "别下去救，打 119。\n"
        "这里不能代替报警电话。"
    )
    nowhere = "这些内容，要反映给我们吗？\n还没有交给任何人。"
    elsewhere = "是哪个单位？打出名字来。\n不写也行，事情照样收。"
    place = "在什么地方？\n打几个字：哪栋楼、哪条路、哪个车间。"
    category = "哪一类？说不清也没关系。"
    found_none = "没找到“{0}”。换两个字试试，\n或点“别的单位”，写不写名字都行。"
    rewrite = "把内容重写一遍。\n新写的会换掉原来的字，照片不动。"
    check = "防止抄错：看着你的纸，打出第三行。\n打完我马上删掉。"
    no_photos = "这里没有照片可遮。"
    urgent_rings = "正在响铃叫人。有生命危险，照样先打 119。"

    def last_month(self, received: int, answered: int | None) -> str:
        """How many reports came last month, and, where it may be told, how many were answered."""
        said = f"，已答复 {answered} 件" if answered is not None else ""
        return f"上月收到 {received} 件{said}。"

    def safe(self, site: str) -> str:
        """The first question."""
        first = self.place_of_site.format(site) if site else "先问一句最要紧的："
        return f"{first}\n现在有人有生命危险吗？"

    def urgent(
        self, draft: Draft, *, on_duty: bool, next_shift: datetime | None, giveaways: int
    ) -> str:
        """One sentence or photo is enough."""
        got = counted(draft.report)
        ask = "一句话或一张照片就够：在哪里？什么危险？"
        if got:
            ask = f"收到：{got}。\n还可以接着发，也可以直接提交。"
        ask = "\n".join([ask, *warned(giveaways)])
        if on_duty:
            return f"人安全最要紧。\n{ask}\n提交后会马上响铃叫值班人员。"
        if next_shift is None:
            return (
                "人安全最要紧。\n现在没有人值班，上班以后才有人看。\n"
                f"请一定先打 119 或 12350。\n{ask}"
            )
        until = f"{day(next_shift)} {next_shift:%H:%M}"
        return (
            f"人安全最要紧。\n现在没有人值班，{until} 才有人看。\n请一定先打 119 或 12350。\n{ask}"
        )

    def story(self, draft: Draft) -> str:
        """What happened, and how much of it has been taken in."""
        first = "第 1 步，共 3 步：发生了什么"
        got = counted(draft.report)
        if got:
            return (
                f"{first}\n收到：{got}。\n聊天里的原件已删，内容没有丢。\n"
                "你手机相册里的照片，我们删不到。\n还有，就接着发。"
            )
        return (
            f"{first}\n一句话也行，一张照片也行，可以分几次发。\n"
            "最好说到：在哪里、什么事、多久了。\n"
            "不想打字：按输入法的话筒，说成字再发。\n"
            "别写自己的名字、工号、班组、电话。"
        )

    def enterprise(self, query: str, *, found: int) -> str:
        """Which enterprise."""
        first = "第 2 步，共 3 步：是哪个单位"
        if query and not found:
            return f"{first}\n{self.found_none.format(query[:8])}"
        if query:
            return f"{first}\n找到 {found} 个有“{query[:8]}”的，点一下。"
        return f"{first}\n点一下；或者打几个字来找。"

    def extras(self, draft: Draft) -> str:
        """Category and time, both skippable."""
        guess = self._label(draft.label)
        second = f"看着像：{guess}。不对就换一类。" if guess else "类别：说不清，交给审核员定。"
        return f"第 3 步，共 3 步：可以跳过\n{second}\n大概什么时候的事？"

    def preview(self, draft: Draft, *, giveaways: int) -> str:
        """Before it is sent off."""
        unit = draft.enterprise_name or draft.elsewhere or "说不清"
        when = BUTTONS.when[draft.when] if draft.when else "没写"
        text = quoted(draft.report.whole, 60) if draft.report.texts else "没写"
        files = counted(Content(files=draft.report.files))
        sixth = f"6 {files}，拍摄信息已去掉" if files else "6 照片：没有"
        warning = "".join(f"{line}\n" for line in warned(giveaways))
        return (
            "发出前，再看一眼\n"
            f"1 单位：{unit}\n"
            f"2 地方：{draft.place or draft.site_name or '没写'}\n"
            f"3 类别：{self._label(draft.label) or '说不清'}\n"
            f"4 时间：{when}\n"
            f"5 内容：{text}\n"
            f"{sixth}\n"
            f"{warning}"
            "看到“查询码”才算发成。\n"
            "没看到就再点一次，不会重复。\n"
            "点“提交”，就是同意我们用它来查这件事。"
        )

    def posting(self, hour: datetime, *, today: date, soon: bool) -> str:
        """When it reaches the desk, and what that tells; `soon` where its writer wants no hour."""
        if soon:
            return "送出：马上。审核员会知道是几点写的。\n没人看见你用手机，才这样选。"
        which = "今天" if hour.date() == today else "明天"
        return f"送出：{which} {hour:%H:%M}，看不出你几点写的。"

    def files(self, draft: Draft) -> str:
        """Which files there are."""
        got = counted(Content(files=draft.report.files)) or "还没有照片"
        return f"{got}。\n要加就接着发，最多 {MOST_FILES} 张。"

    def mask(self, position: int, count: int, *, chosen: int) -> str:
        """A photo under its grid, and how many of its cells are chosen."""
        first = f"照片 {position}/{count}：遮住脸、车牌、工牌"
        done = f"选了 {chosen} 格。" if chosen else "点一格，那一格就涂黑；再点就不涂。"
        return (
            f"{first}\n{done}\n"
            "打格子的名字也行，比如 B3。\n"
            "点“好了”或提交时才真的涂，涂了找不回来。\n"
            "衣服、站的位置也可能让人认出你。"
        )

    def hazard(self, draft: Draft, *, giveaways: int) -> str:
        """One photo is enough."""
        where = draft.site_name or draft.enterprise_name or draft.elsewhere
        first = self.place_of_site.format(where) if where else "拍隐患"
        got = counted(draft.report)
        label = self._label(draft.label)
        lines = [first]
        if got:
            lines.append(f"收到：{got}。\n可以直接提交。")
        else:
            lines.append("拍一张照片发来就行，也可以写一句话。")
        if label:
            lines.append(f"类别：{label}")
        if draft.site is not None:
            lines.append("位置不对？点“换地点”。")
        elif not where:
            lines.append("知道是哪个单位，就点“换地点”选一下。")
        return "\n".join([*lines, *warned(giveaways)])

    def found(self, draft: Draft, *, now: datetime) -> str:
        """Something was begun and not finished."""
        hours = max(1, int((draft.dead - now).total_seconds() // 3600))
        return f"你有一份没写完的，还没交给任何人。\n再过 {hours} 小时就作废。"

    def receipt(self, lines: Sequence[str], *, due: date | None, rings: bool) -> str:
        """The receipt code, in HTML."""
        code = "\n".join(f"<code>{line}</code>" for line in lines)
        seen = f"{day(due)}前有人看，那天之后来查。" if due else ""
        if rings:
            seen = self.urgent_rings
        return (
            "✅ 收到了，谢谢你。\n这是你的查询码，只显示这一次：\n"
            f"{code}\n"
            "最稳妥：用笔抄在纸上。这一页截不了屏。\n"
            "别存微信，别给任何人看。\n"
            "丢了我们也找不回，但事情照样办。\n"
            f"{seen}\n"
            "抄好请清空。忘了清，一天后我们来清。"
        )

    def knock(self, hour: time) -> str:
        """Whether one wants to be knocked for, at which hour, and what that means."""
        return (
            "有答复时，要在这里叫你一声吗？\n"
            "不叫（推荐）：不多留什么，你自己来查。\n"
            "叫一声：要把怎么找到你封起来留着，\n"
            f"最多 {KEPT_FOR.days} 天销毁，你也能随时烧掉。\n"
            "有人把服务器整个偷走，就能找到你。\n"
            f"有新消息的那天 {hour:%H:%M} 敲一次门，\n"
            "只说“有新消息”，不说什么事。\n"
            "谁拿着你的手机，谁就看得到这一声。"
        )

    def full(self, draft: Draft) -> str:
        """All that was written."""
        return draft.report.whole or "还没写字。"

    def _label(self, label: Label | None) -> str:
        return BUTTONS.labels[label] if label else ""
