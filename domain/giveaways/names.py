"""A writer's own name, where it is said to be that; names of others are what a report is about."""

from typing import Final

from domain.giveaways.giveaway import Giveaway, GiveawayKind
from domain.giveaways.reading import Reading
from domain.giveaways.words import ANY, END, any_of, patterns

_SURNAME: Final = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈"
    "曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康"
    "毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛"
    "温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关"
    "苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解"
    "强柴华车冉房边净敖菅郜蔺云乌巴闫肖付代仝逯亢撖贠折刁]"
)
_DOUBLE: Final = any_of("欧阳 上官 司马 诸葛 皇甫 东方 尉迟 令狐 慕容 司徒")
_HAN: Final = rf"(?:{_DOUBLE}|{_SURNAME})[\u4e00-\u9fff]{{1,2}}?"
_MONGOLIAN: Final = any_of(
    "巴特尔 巴图 乌云 斯琴 其木格 其其格 格日勒 宝音 特木尔 阿拉坦 苏日娜 娜仁 高娃 萨仁 呼和",
    "那日苏 布和 白音 朝鲁 图雅 哈斯 额尔 敖特根 孟克 吉日嘎拉 达来 苏和 乌日 托娅 塔娜 呼日",
    "毕力格 牧仁 朝克 満都拉 满都拉 德力格尔 阿尔斯 莫日根 通拉嘎 道尔吉",
)
_DOTTED: Final = r"[\u4e00-\u9fff]{2,6}[·•.][\u4e00-\u9fff]{2,6}"
_NAME: Final = rf"(?:{_DOTTED}|{_MONGOLIAN}[\u4e00-\u9fff]{{0,4}}?|{_HAN})"
_GOES_ON: Final = any_of(
    "电话 手机 工号 身份 性别 是 在 今年 家住 住 男 女 本人 我 俺 微信 要 想 反映 举报 来 干 做",
    "岁 编号 胸牌 员工 这 那 昨 前天 前年 上周 上个 从 就 现在 和 跟 实名 负责 年龄 单位 部门",
    "联系 qq",
)
_AFTER: Final = rf"(?=$|[\W_]|[0-9a-z]|{_GOES_ON})"
_NO_TITLE: Final = (
    rf"(?!{any_of('队长 班长 组长 经理 主任 总 师傅 科长 书记 厂长 站长 哥 姐')}|工{END})"
)
_CALLED: Final = any_of(
    "他 她 它 了 人 不 你 过 大家 别人 谁 上 来 停 醒 住 保安 救护 物业 车 班长 维修 工人 咱 我",
    "什么 啥 苦 板 喊 出 一声 领导 师傅 电工 同事",
)
"""Whom or what one shouts for: 我叫他停, 我叫了人."""
_ME: Final = any_of("我 俺 额 本人")
_OWN_NAME: Final = any_of("姓名 名字 署名 落款 大名 签名 真名")
_WRITER: Final = any_of(
    "反映人 举报人 报告人 联系人 申请人 投诉人 上报人 填报人 记录人 发信人 当事人",
)
_MATES: Final = any_of("大家 人家 他们 别人 都 工友们? 同事们? 班里 队里 单位里?")
_SIGNED: Final = rf"(?:{_NAME}{_AFTER}|[\u4e00-\u9fff]{{2,4}}{END})"
_IS_NO_NAME: Final = any_of(
    "安全 方便 方向 时候 任何 成年 高处 高空 高压 白天 白班 金属 石油 常年 武装 文化 成本 车间",
    "车上 房间 房顶 边上 项目 查 关心 关键 管道 管理 向 强烈 单位 单独 位置 时常 季节 左边 马上",
    "江边 毕业 申请 游客 钟点 谢谢 严重 万般 陈述 任务 路过 关于 于心 何必 成心 明白",
)
_PATTERNS: Final = patterns(
    rf"{_ME}(?:的?{_OWN_NAME})?就?(?:名|是)?叫[做作]?[ :：]?{_NAME}{_NO_TITLE}{_AFTER}",
    rf"{_ME}叫(?!{_CALLED})[\u4e00-\u9fff]{{2,4}}(?=$|[,，。.!！;；\n])",
    rf"{_ME}叫 ?[a-z]{{2,10}}(?: [a-z]{{2,10}})?(?![a-z])",
    rf"(?:真实)?{_OWN_NAME}(?:是|叫|为|写|[ :：\-—]){{1,3}}{_SIGNED}",
    rf"{_WRITER}(?:是|为|[ :：])+{_SIGNED}",
    rf"(?:反映人|举报人){_NAME}{_AFTER}",
    rf"本人(?:姓名)?[ :：(（]?{_NAME}{_NO_TITLE}{_AFTER}",
    rf"{_ME}就?是(?!{_IS_NO_NAME})(?:{ANY}{{0,8}}的)?(?!{_IS_NO_NAME}){_NAME}"
    r"(?=$|[,，。.!！;；、\n ]|我|电话|手机|工号|身份)",
    rf"(?:{_ME}|免贵|鄙人)就?姓[ :：]?{_SURNAME}",
    rf"{_ME}就?是[老小大阿]{_SURNAME}(?!{ANY}?(?:的|家|让|叫))",
    rf"{_MATES}[都们]?[喊叫管](?:我|俺)[叫做]?[老小大阿胖二三]?[\u4e00-\u9fff]{{1,3}}{END}",
    rf"(?:可以|就|你们?|您|直接)?叫我[老小大阿]?{_SURNAME}[\u4e00-\u9fff]{{0,2}}?(?:{END}|就[行好可]|吧|好了)",
    r"(?:我的?)?(?:外号|绰号|小名)(?:是|叫|[ :：])+[\u4e00-\u9fff]{2,5}",
    rf"(?:此致|敬礼|敬上|谢谢|报告完毕)[。.!！,， \n]*{_HAN}$",
)


def names(reading: Reading) -> list[Giveaway]:
    """What the writer gives as their own name, with the words that say so."""
    return reading.all(GiveawayKind.NAME, _PATTERNS)
