"""Names, buttons and plain sentences about cases, in Chinese."""

from collections.abc import Mapping

from domain.cases import Outcome
from domain.reports import When


class ChineseWords:
    """What is said the same of every case."""

    categories: Mapping[str, str] = {
        "CN": "建筑施工",
        "FR": "消防",
        "GS": "燃气",
        "HW": "动火等危险作业",
        "OP": "人员资格",
        "OS": "外包外租",
        "CS": "有限空间",
        "IT": "工贸",
        "SE": "特种设备",
        "PW": "电力",
        "CM": "煤矿",
        "HC": "危化品",
        "TR": "旅游",
        "CP": "人员密集场所",
        "NB": "新业态",
        "MG": "安全管理",
    }
    when: Mapping[When, str] = {
        When.NOW: "正在发生",
        When.TODAY: "今天",
        When.WEEK: "一周内",
        When.EARLIER: "更早",
        When.ALWAYS: "一直这样",
    }
    departments: Mapping[str, str] = {
        "housing": "住建部门",
        "gas": "燃气主管部门",
        "emergency": "应急管理部门",
        "fire": "消防部门",
        "market": "市场监管部门",
    }
    reasons: Mapping[str, tuple[str, str]] = {
        "1": (
            "不是国资企业的事",
            "这件事不归区属国资企业管。\n可以打 12345，请他们转给管这件事的部门。",
        ),
        "2": (
            "没说清地方和事情",
            "没说清是哪个地方、什么事。\n补上照片或地点，可以再报，我们接着办。",
        ),
        "3": (
            "已经在办或办过",
            "这件事已经在办，或者已经办过。\n有新的情况，可以再报。",
        ),
        "4": (
            "信访、诉讼的事",
            ("信访、打官司的事要走专门的路。\n可以找当地信访部门，或打免费法律咨询 12348。"),
        ),
        "5": (
            "不属安全生产",
            "这件事不是安全生产方面的。\n可以打 12345，请他们转给管这件事的部门。",
        ),
    }
    templates: Mapping[Outcome, str] = {
        Outcome.PROVEN: "去现场看过，情况属实。已要求单位整改，整改完我们会再去看一次。",
        Outcome.PARTLY: "去现场看过，有一部分属实，已要求单位整改。其余的没有查到。",
        Outcome.UNPROVEN: "去现场看过，也查了记录，没有查到这个情况。",
    }
    buttons: Mapping[str, str] = {
        "take": "受理，我来办",
        "claim": "我来接",
        "dec": "不予受理",
        "ref": "转办",
        "back": "对方退回",
        "chased": "收到对方回执",
        "merge": "重复",
        "ask": "问举报人",
        "reply": "写信",
        "ext": "延期",
        "exty": "同意延期",
        "extn": "不同意延期",
        "proven": "查实",
        "partly": "部分属实",
        "unprov": "不属实",
        "over": "转交",
        "urge": "标为紧急",
        "calm": "取消紧急",
        "dead": "有人死亡",
        "gov": "转报政府",
        "note": "备注",
        "notes": "看备注",
        "file": "加附件",
        "fin": "好了",
        "full": "全文",
        "cat": "换类别",
        "firms": "改单位",
        "seek": "搜单位",
        "nofirm": "都不是",
        "before": "上一页",
        "after": "下一页",
        "mute": "静音此件",
        "loud": "取消静音",
        "open": "重新打开",
        "mail": "看来信",
        "lead": "请组长来",
        "more": "更多",
        "less": "返回",
        "shut": "返回",
        "undo": "撤回",
        "send": "发给举报人",
        "keep": "只留内部",
        "redo": "改一改",
        "drop": "取消",
        "tmpl": "用模板",
        "own": "自己写",
        "other": "其他",
        "into": "输入另一件的编号",
        "card": "看案件",
    }
    asks: Mapping[str, str] = {
        "ask": "要问举报人什么？写一条发在这里，也可以带照片。发出去以前会给您再看一遍。",
        "reply": "要给举报人写什么？写一条发在这里，也可以带照片。发出去以前会给您再看一遍。",
        "dec": "为什么不受理？写一条发在这里，举报人会看到。",
        "refer": "转给哪个部门？把部门名发在这里，举报人会看到。",
        "restate": "请写一份转述稿，发在这里：哪里、什么事。\n"
        "转过去的是转述稿，不是原话、原照片。别写能认出举报人的话。",
        "proven": "结论：查实。举报人会看到您写的这段。\n"
        "写两句：查到什么、做了什么。别写谁说的、怎么发现的。",
        "partly": "结论：部分属实。举报人会看到您写的这段。\n"
        "写两句：哪些属实、哪些没查到。别写谁说的、怎么发现的。",
        "unprov": "结论：不属实。举报人会看到您写的这段。\n"
        "写两句：怎么查的、查到什么。别写谁说的、怎么发现的。",
        "ext": "为什么要延期 30 天？写一句发在这里。同意以后举报人会看到原因。",
        "open": "为什么重新打开？写一句发在这里，举报人会看到。",
        "note": "备注写什么？写一条发在这里，只有审核员看得到。",
        "file": "把附件发在这里，只有审核员看得到。\n收照片、PDF、Word、Excel，可以发几个。",
        "chased": "对方怎么回的？写一条发在这里，只有审核员看得到。",
        "seek": "是哪个单位？把名字里的两三个字发在这里。",
        "into": "和哪一件合在一起？把那一件的四位编号发在这里。",
    }
    done: Mapping[str, str] = {
        "take": "已受理",
        "claim": "已接手",
        "dec": "没有受理",
        "refer": "已转办",
        "back": "已退回我们办",
        "merge": "已合并",
        "ask": "已问举报人",
        "reply": "信已写好",
        "ext": "已申请延期，等另一位组长点头：",
        "exty": "已同意延期",
        "extn": "没有同意延期",
        "proven": "已办结（查实）",
        "partly": "已办结（部分属实）",
        "unprov": "已办结（不属实）",
        "over": "已转交",
        "urge": "已标为紧急",
        "calm": "已取消紧急",
        "gov": "已转报政府",
        "open": "已重新打开",
        "mute": "已静音",
        "loud": "已取消静音",
        "cat": "已换类别",
        "note": "备注已记下",
        "file": "附件已存好",
        "chased": "回执已记下",
        "undo": "已撤回",
        "again": "已记下",
    }

    no_category: str = "类别：没说，请审核员定"
    chosen_by_reporter: str = "举报人选"
    chosen_by_reviewer: str = "审核员定"
    no_enterprise: str = "没说清"
    urgent_mark: str = "急"
    death_mark: str = "⛔ 有人死亡：依法由县级以上政府组织核查（安全生产法第 73 条）"
    death_ask: str = (
        "⛔ 有人死亡：依法由县级以上政府组织核查（安全生产法第 73 条）。\n"
        "转报以后，这里只剩来往信件，举报人会看到“已转报政府”。"
    )
    muted_mark: str = "🔇 已静音：来信只计数，不显示"
    objected_mark: str = "🔁 举报人要求复查：换人看"
    question_mark: str = "❓ 等举报人回话"
    extension_mark: str = "⏳ 已申请延期，等另一位组长点头"
    answered_mark: str = "📨 对方已经回话，等下结论"
    content_gone: str = "内容已销毁。"
    content_cut: str = "（没显示完，点“全文”看）"
    nothing_written: str = "（没写字，看附件）"
    saved_inside: str = "已留作内部备注，没有发出去。"
    given_up: str = "好，不写了。"
    text_wanted: str = "还差一段话，写两句就好。"
    no_notes: str = "还没有备注。"
    no_letters: str = "还没有来往信件。"
    only_files: str = "（只有附件）"
    files_kept: str = "附件存好了，举报人看不到。"
    commands_in_topic: str = (
        "没有这个命令。这里能用：\n/reply 给举报人写信\n/note 记一条备注\n别的请点卡片上的按钮。"
    )
    commands_in_private: str = (
        "没有这个命令。这里能用：\n/next 挨个看没人接的\n/queue 没人接的\n/mine 我在办的\n"
        "/today 今天到期\n/overdue 逾期\n/case 加编号，看一件\n/stats 数字"
    )
    reason_wanted: str = "为什么不受理？选一条："
    whom: str = "转交给谁？"
    which_case: str = "和哪一件合在一起？举报人不会看到另一件的编号。"
    which_category: str = "换成哪一类？"
    which_department: str = (
        "转给哪个部门？举报人会看到部门名。\n转过去的是转述稿，不是原话、原照片。"
    )
    which_enterprise: str = "是哪个单位？点一个，或者搜。\n选定后，和它有关联的人就看不到了。"
    enterprise_set: str = "单位已改。"
    enterprise_moved: str = (
        "单位已改。群里有要回避的人，\n这件已撤出，换别的群办；\n没有合适的群就先等着。"
    )
    out_of_sight: str = "这件已收起。"
    left_room: str = "有 1 件线索需要回避，\n已从这个群撤出，另行指派。"
    not_deleted: str = (
        "有 1 件线索要撤出审核群，\n它的话题删不掉，只关上了。\n请群主现在就删掉那个话题。"
    )
    lead_called: str = "已请组长来看这件。"
    no_other_lead: str = "现在没有能看这件的组长，请当面说。"
    sends: Mapping[str, str] = {"restate": "转出去", "ext": "提交申请"}
    template_head: str = "模板，可以照抄再改："
    burnt_mark: str = "信箱已烧掉：写什么都送不到"
    mailbox_burnt: str = "举报人烧掉了信箱，答复送不到他了。\n事情照样办，结论照样写。"
    taken_back: str = "撤回了，举报人没有看到。"
    went_out: str = "过了 60 秒，举报人已经能看到，撤不回了。"
    old_card: str = "这张卡片旧了，已换成最新的，请再看一眼。"
    went_wrong: str = "出了点问题，没有办成。请过一分钟再试一次。"
    recorded: str = "这条已经记下，没有丢。"
    say_again: str = "刚才那一下没有办成，请再来一次。"
    letter_retaliation: str = "⚠️ 举报人说被打击报复，请尽快看。"
    with_files: str = "附件 {count} 张"
    photos_only: str = "这里只收文字和照片。"
    no_room: str = "没有合适的群"
