"""Remarks, refusals and pages to read, in Chinese."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.contents import MOST_CHARACTERS, MOST_FILES
from domain.conversation import LONGEST_IDENTITY, LONGEST_NAME, LONGEST_PLACE, Remark
from domain.errors import (
    EmptyReportError,
    FileTooLargeError,
    FileUncleanableError,
    FileUnreadableError,
    NotFoundError,
    OldButtonError,
    OnceOnlyError,
    OvertakenError,
    PictureTooLargeError,
    ReceiptError,
    RuleError,
    StageError,
    TextMissingError,
    TooFastError,
    TooLateError,
    TooManyFilesError,
    UnmaskedError,
)
from domain.retention import Keeping
from handlers.texts.intake.catalogue import Hotlines

_REMARKS = {
    Remark.CUT: f"收下了前 {MOST_CHARACTERS} 字。要紧的请写在前面。",
    Remark.NAME_CUT: f"单位只收下了前 {LONGEST_NAME} 字，后面的没有收。\n详细的请写进内容里。",
    Remark.PLACE_CUT: f"地点只收下了前 {LONGEST_PLACE} 字，后面的没有收。\n详细的请写进内容里。",
    Remark.IDENTITY_CUT: f"只收下了前 {LONGEST_IDENTITY} 字。写姓名和电话就够。",
    Remark.WORDS_ONLY: "这里只收文字，照片没有收，已删。\n写姓名和电话就够。",
    Remark.FULL: f"已经写满 {MOST_CHARACTERS} 字，后面的没有收。",
    Remark.ADDED: "收到了，已加进内容里。",
    Remark.SAVE_FIRST: "这一条没有收。请先抄好查询码并清空，\n再写新的。",
    Remark.REPLACED: "换好了，以新发的这份为准。",
    Remark.ONE_MORE: "改过的这份也收下了，多算一份。",
    Remark.EDITED: "改好了，以新的为准。",
    Remark.EDITED_LATE: "已经交上去的改不了。\n点“查询答复”，用查询码补充。",
}
_REFUSALS: dict[type[RuleError], str] = {
    EmptyReportError: "还差一句话或一张照片。",
    TextMissingError: "还差一句话或一张照片。",
    OldButtonError: "这是旧的按钮，请看最下面这一屏。",
    FileTooLargeError: "太大了，收不下（最多 20 MB）。\n请发照片，或分开发。",
    PictureTooLargeError: "图片尺寸太大，收不下。\n请只截需要的部分，或拍照发来。",
    FileUnreadableError: "这个文件打不开，没有收。\n请换一张照片。",
    FileUncleanableError: "这个文件里可能藏着你的名字，\n我们清不干净，没有收。请拍成照片发来。",
    UnmaskedError: "这张照片没涂成，选的格子都还在。\n请再点一次。",
    TooManyFilesError: f"最多 {MOST_FILES} 张，已收满。后面的没有收。",
    NotFoundError: "没有找到这件事。",
    OnceOnlyError: "复查只能要求一次，已经要求过了。",
    TooLateError: "已经过了时候，这一步做不了了。",
    StageError: "这件事现在不能这样办。",
    OvertakenError: "已经有人在看了，撤不回来了。",
    ReceiptError: "查询码不对，请对着纸再发一次。",
}


_ASK_WHERE = "程序在哪里能看到，可以问办事的单位。"


class ChineseRemarks:
    """Remarks, refusals and pages to read."""

    folded = "安全服务助手\n已收起。"
    cleared = "今天的安全提示：\n{0}"
    privacy = (
        "三个实话\n"
        "审核员看到什么？\n"
        "你写的字，清理过的照片和文件。\n"
        "你自己没说，就看不到你是谁。\n"
        "管服务器的人看到什么？\n"
        "交上来的不带账号、名字、电话、准确时间，\n"
        "你自己要留的除外。账号只在两处封着：\n"
        "没写完的留两天，要我们叫你的留 90 天。\n"
        "服务器要是被坏人控制，\n"
        "正在写什么、谁在写，都可能被看到。\n"
        "Telegram 公司知道什么？\n"
        "哪个账号、什么时候、在这里发过什么。\n"
        "所以：用自己的手机，别连单位的 Wi-Fi，\n"
        "别在摄像头底下扫码、拍照，交完点“清空”。\n"
        "最怕被认出来，就寄一封不写名字的信。"
    )
    language = "请选语言\nChoose a language"
    tips: Sequence[str] = (
        "动火前清走可燃物，备好灭火器，有人看着。",
        "安全出口别上锁，通道别堆东西。",
        "闻到燃气味，先开窗，到外面再打电话。",
        "下井、进罐之前，先通风，再测气。",
        "高处干活系好安全带，下面别站人。",
        "电线老化、插座发烫，先断电再叫电工。",
        "电动车别在楼道里充电。",
    )
    cleared_toast = "我能删的都删了。再长按这个聊天，选“删除聊天”，勾上“同时为对方删除”。"
    not_all_cleared = "刚才的删了，更早的我删不到，请长按聊天删除。"
    old_button = _REFUSALS[OldButtonError]
    unknown_command = "没看懂。点下面的按钮，\n或直接把事情写给我。"
    unknown_site = "没认出这张码是哪里的，不要紧，接着报。"
    practice = "【演练】这一件不进统计，可以一键删掉。"
    practice_over = "这个演练链接过期了，请再要一个。"
    code_right = "对了，一个不差。"
    code_wrong = "第三行和码对不上。\n请点“再看一眼码”，对着改过来。"
    download_failed = "这一份没收下来，请再发一次。\n已经收到的都在。"
    blackened = "涂黑了，原来的那张已销毁。"
    press_failed = "出了点问题，收下的都在。\n请过一分钟再点一次。"
    message_failed = "刚才那一条没能收下，已删。\n请过一分钟再发一次。收下的都在。"
    slow_down = "收到了，正在整理，请等几秒。\n一条也不丢。"
    late = "刚才我们停了一会儿。\n你的话收到了，没有丢。\n按过的按钮没收到，请再点一次。"
    perhaps_twice = "刚才断过线，上面可能多了一份。\n多的那份请你自己删。"
    refused: Mapping[str, str] = {
        "voice": "声音会让人认出你，没有收，已删。\n请按输入法的话筒，说成字再发。",
        "video_note": "里面有脸和声音，没有收，已删。\n请发照片或打字。",
        "video": "视频暂时收不了，已删。\n请从里面截一两张图发来。",
        "audio": "声音文件收不了，已删。\n请打几个字，或发张照片。",
        "contact": "这会露出你或别人的电话，没有收，已删。",
        "location": "位置会露出你在哪里，没有收，已删。\n请打几个字说在哪儿。",
        "sticker": "这个看不出意思。\n请打几个字，或发张照片。",
        "forwarded": "转发会带着原来是谁发的，没有收，已删。\n请把内容复制过来，或截图发来。",
        "other": "这个收不了。请打几个字，或发张照片。",
    }

    def proof(self, source: str) -> str:
        """How it can be checked; `source` is where the program is published, if anywhere."""
        where = f"程序是公开的，任何人都能查：\n{source}" if source else _ASK_WHERE
        return (
            "怎么证明\n"
            f"{where}\n"
            "检查程序时，用假身份报一件，办到底，\n"
            "再到数据库、日志、文件里\n"
            "找他的账号、名字和原话。\n"
            "找到一处，就算没过。\n"
            "办不到的，隐私说明里都直说了。"
        )

    def kept(self, keeping: Keeping, backups: int) -> str:
        """How long things are kept, and for how many days more in backups."""
        return (
            "内容留多久\n"
            "没写完的：放下一天作废，两天内销毁。\n"
            "没人看过就撤回的：连信箱马上销毁。\n"
            f"没受理的：过了复查期，再留 {_span(keeping.unaccepted)}。\n"
            f"查过的：过了复查期，再留 {_span(keeping.checked)}，\n"
            f"照片和文件只留 {_span(keeping.files)}。\n"
            "到期连信箱一起销毁，审核群里的也删。\n"
            f"备份里的，再过 {backups} 天也没有了。\n"
            "你发在聊天里的：收下就删。\n"
            "我们发的：点“清空”就删，不点一天后删。"
        )

    def help(self, hotlines: Hotlines) -> str:
        """What this is for."""
        return (
            "这里收安全方面的事，是内部吹哨人通道。\n"
            "看见危险、违规，写一句话或拍张照片就行。\n"
            "交上去以后给你一个查询码，凭码看答复。\n"
            "没有按钮时，打字也一样：\n"
            "提交、下一步、返回、清空、危险。\n"
            "发来的东西收下后，聊天里的马上删掉。\n"
            f"着急：119 120 110，安全生产 {hotlines.safety}\n"
            f"别的事：政务热线 {hotlines.city}"
        )

    def remark(self, remark: Remark) -> str:
        """What became of what was sent."""
        return _REMARKS[remark]

    def refusal(self, error: RuleError) -> str:
        """A rule's refusal and the way out."""
        if isinstance(error, TooFastError):
            minutes = max(1, (error.seconds + 59) // 60)
            return f"请等 {minutes} 分钟再试，内容没有丢。"
        for kind in type(error).__mro__:
            if kind in _REFUSALS:
                return _REFUSALS[kind]
        return "这一步现在做不了。"


def _span(time: timedelta) -> str:
    years, days = divmod(time.days, 365)
    return f"{time.days} 天" if days else f"{years} 年"
