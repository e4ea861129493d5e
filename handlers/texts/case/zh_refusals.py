"""Why something was refused and what to do instead, in Chinese."""

from collections.abc import Mapping

from domain import errors
from handlers.texts import returns

_ROLES = {
    "contact": "这家单位的联系人",
    "untied": "和这家单位没有关联的审核员",
    "reviewer": "审核员",
    "holder": "在办的审核员",
    "holder_or_lead": "在办的审核员或组长",
    "lead": "组长",
    "lead_not_holder": "不在办这件的另一位组长",
    "writer": "写这段话的人",
    "other": "没办过这件的审核员",
}
_DID = {
    "": "接了",
    "take_on": "接了",
    "claim": "接了",
    "decline": "办了不予受理",
    "refer": "转办了",
    "receipt": "记了对方回执",
    "return": "收回了",
    "merge": "合并了",
    "grant_extension": "同意延期了",
    "refuse_extension": "没同意延期",
    "conclude": "办结了",
    "hand_over": "转交了",
    "death": "转报政府了",
    "reopen": "重新打开了",
    "undo": "撤回了一步",
}
_PLAIN: Mapping[type[errors.RuleError], str] = {
    errors.StageError: "这件现在不能这样办，请看卡片上的按钮。",
    errors.TiedError: "这件和您有关联的单位有关，按规定您不参与。",
    errors.OldButtonError: "这张卡片旧了，已换成最新的，请再看一眼。",
    errors.OldPreviewError: "这份已经发过、取消了，或者改过了。请看最下面。",
    errors.WaitedTooLongError: "刚才要写的已过 30 分钟，没有收。\n还要写，请回卡片再点一次。",
    errors.TextMissingError: "还差一段话，写两句就好。",
    errors.NotFoundError: "没有找到这件，请对着卡片上的编号再试一次。",
    errors.OnceOnlyError: "这一步只能办一次，已经办过了。",
    errors.NothingToUndoError: "过了 60 秒，举报人已经能看到，撤不回了。",
    errors.ActFollowedError: "后面又办了一步，这一步撤不回了。请看卡片。",
    errors.FileTooLargeError: "太大了，收不下（最多 20 MB）。请换一张小些的。",
    errors.FileNotFetchedError: "这个文件没取到，请再发一次。",
    errors.PictureTooLargeError: "图片尺寸太大，收不下。请只截需要的部分。",
    errors.FileUnreadableError: "这个文件打不开，没有收。请换一张照片。",
    errors.FileUncleanableError: "这里只收文字和照片，这个没有收。",
    errors.FileOfOtherKindError: "只收照片、PDF、Word、Excel、PPT，这个没有收。",
    errors.TooManyFilesError: "一封信最多 10 张照片，后面的没有收。",
    errors.EnrolmentError: "这个码不对或已用过，请找发码的人再要一个。",
    errors.GroupNotReadyError: "这个群还没就绪。",
    errors.MailboxBurntError: "举报人烧掉了信箱，写什么都送不到了。",
    errors.UnmaskedError: "照片没有遮好，还是原样。请再点一次。",
    errors.EmptyReportError: "还差一句话或一张照片。",
    errors.ReceiptError: "码不对，请再对一遍。",
}


def refusal(error: errors.RuleError, *, names: Mapping[str, str], code: str) -> str:
    """The sentence for a refusal; `names` are the reviewers' labels by id, `code` the case's."""
    match error:
        case errors.OvertakenError(by=str(by), act=act) if by in names:
            return f"慢了一步：{names[by]} 刚{_DID.get(act, '改了')} {code}。"
        case errors.OvertakenError():
            return f"慢了一步：{code} 刚被别人改过，请再看一眼。"
        case errors.NotAllowedError(needs=needs):
            call = "\n点“更多”里的“请组长来”就行。" if needs.startswith("lead") else ""
            return f"这一步要{_ROLES.get(needs, needs)}来做。{call}"
        case errors.TooLateError(ended=ended) if ended is not None:
            return f"过期了，{ended.month}月{ended.day}日 以前才可以。"
        case errors.TooLateError():
            return "过期了，现在不能这样办。"
        case errors.TooFastError(seconds=seconds):
            return f"太快了，请等 {seconds} 秒再试。"
        case errors.ReturnError():
            return returns.texts("zh").refusal(error)
        case _:
            return next(_PLAIN[kind] for kind in type(error).__mro__ if kind in _PLAIN)
