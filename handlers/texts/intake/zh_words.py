"""Buttons, typed words and the profile, in Chinese."""

from collections.abc import Mapping

from domain.categories import Label
from domain.reports import When
from handlers.texts.intake.catalogue import Buttons

BUTTONS = Buttons(
    danger="🚨 现在就有危险",
    danger_here="🚨 危险",
    tip="反映问题",
    hazard="拍隐患",
    find="查询答复",
    privacy="隐私说明",
    clear="清空",
    back="返回",
    yes_danger="有，很危险",
    no_danger="没有，接着说",
    safe_now="我到安全处了，接着报",
    not_danger="没有危险，返回",
    submit="提交",
    next="写好了，下一步",
    full="看全文",
    yes_report="是，接着写",
    not_report="不是，删掉",
    previous_page="上一页",
    next_page="下一页",
    elsewhere="别的单位",
    unsure="说不清",
    unnamed="不写名字，下一步",
    change_label="换一类",
    skip="跳过",
    edit="改 {0}",
    soon="越快越好",
    at_hour="到点再送",
    drop_files="全部不要",
    mask="遮照片",
    blacken="好了",
    next_photo="下一张",
    unchoose="全部重来",
    hide_some="遮掉 {0} 处",
    hide="遮掉",
    leave="留着",
    hide_all="全部遮掉",
    no_label="说不清，返回",
    change_place="换地点",
    add_label="加个类别",
    go_on="接着写",
    discard="扔掉",
    check="抄好了，核对一下",
    copy="复制查询码",
    saved="抄好了，清空",
    show_code="再看一眼码",
    lost="码丢了怎么办",
    again="再报一次",
    try_again="再试一次",
    reply="回信",
    letters="以前的信",
    attachments="看附件",
    object="要求复查",
    solved="解决了",
    unsolved="没解决",
    reward="想领奖励",
    ask="写信问",
    identity="封存我的身份",
    seal_identity="封好",
    no_identity="销毁封存的身份",
    drop_identity="销毁",
    keep_identity="不销毁",
    unharmed="没有",
    harmed="有",
    kept="内容留多久",
    proof="怎么证明",
    retaliation="我被打击报复了",
    withdraw="撤回这件事",
    cut="断掉这条线",
    burn="烧掉信箱",
    do_burn="烧掉",
    do_not_burn="不烧",
    fold="收起并清空",
    write="写几句",
    send="发出",
    rewrite="改一改",
    to_mailbox="回到信箱",
    do_withdraw="撤回并销毁",
    do_not="不撤回",
    start="开始",
    resume="接着来",
    language="Language 语言",
    when={
        When.NOW: "正在发生",
        When.TODAY: "今天",
        When.WEEK: "一周内",
        When.EARLIER: "更早",
        When.ALWAYS: "一直这样",
    },
    labels={
        Label.FIRE: "着火、消防",
        Label.GAS: "燃气、化学品",
        Label.SITE: "工地",
        Label.ELECTRIC: "用电、动火",
        Label.CONFINED: "井、罐、密闭处",
        Label.MACHINE: "机器、电梯",
        Label.UNTRAINED: "没证、没培训",
        Label.OTHER: "别的",
        Label.CONCEALED: "瞒报事故",
        Label.REVENGE: "打击报复",
    },
)


class ChineseWords:
    """Buttons, typed words, commands."""

    buttons = BUTTONS
    danger_words = frozenset({"119", "危险", "现在就有危险", "救命"})
    clear_words = frozenset({"清空", "清"})
    back_words = frozenset({"返回", "返回首页", "首页"})
    commands: Mapping[str, str] = {
        "start": "开始",
        "find": "查询",
        "clear": "清空",
        "privacy": "隐私",
        "help": "帮助",
        "language": "语言 Language",
    }
    short_description = "安全常识、隐患随手拍。"
    description = "看见危险、看见违规，都可以告诉我们。不用留名字，不用留电话。"
