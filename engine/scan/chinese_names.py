"""Chinese persons told by what stands beside them: a label, a greeting, a title, a prefix; brands are none."""

import re
from collections.abc import Iterator, Set

from engine.scan.lexicon import (
    ANY_SURNAME,
    BRANDS,
    DOUBLE_SURNAMES,
    ONE_CHARACTER_SURNAME,
    SURNAMES,
    TITLES,
    titled,
)
from engine.scan.pets import is_pet
from engine.scan.words import is_ordinary

_HAN = r"[\u4e00-\u9fff]"
_FOLLOWS = "来电|账户|银行卡|身份证|电话|手机|微信|在|将|已|要|想|说|反映|推荐|住|预订|申请|和|与|及|您好|你好|收"
_ENDS = rf"(?=[^\u4e00-\u9fff]|$|的|{'|'.join(TITLES)}|{_FOLLOWS})"
_STRONG = (
    "姓名|收件人|收货人|联系人|寄件人|发件人|持卡人|持证人|患者|病人|(?<!常)旅客|乘客|车主|申请人|开户人|登记人|投保人|"
    "收款人|付款人|交款人|经手人|证婚人|被保险人|受益人|户名|经办人|负责人|签收人|预订人|预约人|订购人|入住人|出行人|法定代表人|监护人|家长|新郎|"
    "新娘|我叫|"
    "名叫|名字叫|名字是|转账至|尊敬的|亲爱的"
)
_WEAK = (
    "小犬|犬子|小女|令郎|客户|顾客|用户|会员|买家|业主|租客|房东|学生|学员|孩子|宝宝|女儿|儿子|老公|老婆|太太|同事|朋友|我是|本人|"
    "家属|推荐了?|家父|家母|老伴|爱人|丈夫|妻子|伴郎|伴娘|花童|司仪|"
    "核对|核实|对接人|销售|摄影师|化妆师"
)
_LABELLED = re.compile(
    rf"(?:(?P<strong>{_STRONG})|(?:{_WEAK}))(?:姓名|名字)?(?P<mark>[ :：是为叫]{{0,3}})"
    rf"(?!有|和(?:电话|手机|地址|联系|证件|号码)|家[里中人的化属门])(?P<name>{ANY_SURNAME}{_HAN}{{1,2}}?){_ENDS}"
)
_GREETED = re.compile(
    rf"(?:^|[\n。！!,，])\s*(?:hi|hello|dear|嗨|你好|您好)[ ,，:：]{{0,2}}(?P<name>{ANY_SURNAME}{_HAN}{{1,2}})"
    r"(?=[ ,，:：!！~]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_GIVEN = (
    "婷涛芳姗珊磊霞娟敏丽娜莉莎蓉燕玲琴萍珍芬倩雯颖琳薇媛妍娅婧璐瑶怡欣洁茜岚彤菲晗昊轩睿浩鑫凯伟峰勇斌彬鹏辉杰俊帆宁楠琪"
    "琦瑞博旭晨阳毅航宇翔栋梁坤锋刚威诚亮森淼炜韬霖煜曦钰瑾玥萱涵悦雅静淑惠慧艳娇媚莲荷菊梅兰桂英秀凤云蕾蓓莹滢澜漪沁汐芸"
    "芝茵苗菁菡葵蔓薰"
)
_SPEAKS = re.compile(
    rf"^(?:(?P<child>{_HAN}{{2}})(?:妈|爸|麻麻|粑粑|奶奶|爷爷|外婆|外公|姥姥|姥爷|阿姨|姑姑|舅舅)[妈爸咪比]?(?=[^\u4e00-\u9fff\n]{{0,12}}:)|"
    rf"(?:{_HAN}{{2,4}}[-·—_])?(?P<given>[{_GIVEN}]|(?P<twice>[{_GIVEN}文乐豆果糖圆朵贝糯团妞甜])(?P=twice))(?= ?:))",
    re.MULTILINE,
)
"""Who speaks in a chat: the kin of a child, or one by a given name of one character, or of one twice."""
_NO_CHILD = re.compile(
    "宝宝|宝贝|孩子|小孩|学生|同学|朋友|新[娘郎]|[男女双]方|[你我他她您咱俺]家|双胞|邻居|隔壁|楼[上下]|病人|患者|客户|房东|"
    "准.|.准|[一两几那这]个|[大二三老]宝|全体|各位|所有"
)
"""Whose kin may speak though no child is named."""
_CHILD = re.compile(
    r"(?:花童|小朋友|女儿|儿子|孩子|宝宝|[大二三小]宝|孙[子女]|侄[子女]|外甥女?|哥哥|弟弟|姐姐|妹妹)[ ,:：，叫]{0,2}"
    r"(?P<name>(?!今年|刚[满过]|已经|现在|马上|差不多|大概|快要|将近|虚岁|明年|去年|还不|也就|才|都|一个|不到|未满|年龄|"
    rf"多大|如果|是不|照片|相片|相册|视频|头像|底片|成片|衣服|微信){_HAN}{{2,3}}?)"
    r"(?=[ ,，]?[(（]?(?:今年|才|刚满|刚)?[1-9一二两三四五六七八九十]{1,2}(?:周?岁|个(?:半|多)?月)(?![以起至到]))"
)
_ALONE = re.compile(
    r"(?:(?:收款|付款|交款|签收|交班|接班)人|"
    r"(?:经[手办]|[承督]办|[复审]核|制单|[记笔]录|主持|值班|受理|录入|代[领收])人?)[ :：]{1,3}"
    rf"(?P<name>{ANY_SURNAME})(?=\s{{2}}|\n|$)"
)
_ELDER = re.compile(rf"[伯叔婶嫂](?!{_HAN})")
_SIGNED = re.compile(
    r"(?:[谢拜]谢|多谢|辛苦了?|祝好|敬[礼上]|盼复|拜托了?)[!~。., ]{0,3}"
    rf"(?:\s{{0,4}}(?P<family>{ANY_SURNAME})|"
    rf"\s{{0,3}}\n[ \t]*(?P<name>{ANY_SURNAME}{_HAN}{{1,2}})(?<![部店组处司社室会馆台局站厅们]))"
    r"(?=[ \t]*$|  | [A-Z])",
    re.MULTILINE,
)
"""A surname, or on a line of its own a name, beneath thanks or a wish."""
_THANKS = re.compile("[谢辛祝敬盼拜]")
_NOBODY = re.compile(
    "顾客|顾问|支付宝|招商|商务|法务|公关|安检|安保|储运|项目|单证|司机|经理|车间|.*[了着过吗呢吧的是]"
)
_SPOKEN_TITLE = "|".join(title for title in TITLES if len(title) > 1)
_TITLED = re.compile(_SPOKEN_TITLE)
_LEADS = frozenset("给找请叫跟和与问让对由帮替是")
"""Characters of a sentence behind which a name may begin."""
_LEADS_TO_TITLE = ("联系", "谢谢", "感谢", "您好", "你好", "向", "的")
_JOBS = ("翻译", "司机", "助理", "店员", "导购", "前台", "财务", "经手", "同事")
_BY_SURNAME = re.compile(
    rf"(?:(?<=[免贵我她他您友人姐生士客])|(?<!{_HAN}))(?:贵姓|姓)[ :是]{{0,2}}(?P<name>{ANY_SURNAME})"
    rf"(?=[^\u4e00-\u9fff]|$|[的吧啊呀哦]|(?:{_SPOKEN_TITLE}))"
)
_OFFICES = (
    "店长|副店|店助|人事|财务|出纳|前台|主管|保安|司机|摄影|修图|化妆|跟妆|值班|领班|组长|导购|库管|仓管|客服|收银|美工|选片|"
    "班主任|园长|组长"
)
_IN_OFFICE = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:{_OFFICES})师?[ -]?(?P<name>(?![章单费时台长师]){ONE_CHARACTER_SURNAME})"
    r"(?=[ ]?[:(]|[ ]?(?:已|说|那边|确认|签|批了|交接)|$)",
    re.MULTILINE,
)
_IN_LIST = re.compile(
    rf"{ONE_CHARACTER_SURNAME}(?:[、/]{ONE_CHARACTER_SURNAME})+(?=[两二三四五六七八几][位人]|(?!{_HAN}))"
)
"""Surnames in a row, as on a roster."""
_BEFORE_LIST = ("早班", "中班", "晚班", "夜班", "白班", "值班", "到场", "缺席", "参加", "今天", "明天", "后天")
_HARDLY_WORDS = frozenset(
    "王李张刘陈赵吴徐孙胡朱郭罗郑梁谢宋韩冯邓曹彭蒋蔡贾魏薛阎潘姚谭廖邹郝邱秦邵孟褚卫沈杨吕施孔严陶姜戚喻窦章苏葛奚范"
)
"""Surnames that are hardly anything else; without two of them a row may be of colours, animals or sides."""
_HOLDER = re.compile(
    rf"(?<!{_HAN})(?P<name>(?![和单从经应有都别充能边原水]){ANY_SURNAME}{_HAN}{{2}}(?<![号单证宝码按到批外列]))的?"
    r"[ \t,|:;(]{0,3}(?:[旧新]?(?:护照|身份证|通行证|回乡证|台胞证|证件|手机|电话)(?:号码?)?[ :]{0,2})?"
    r"(?:[A-Z]{1,2}[0-9]{7,8}|1[3-9][0-9]{9}|[0-9]{17}[0-9Xx])(?![0-9A-Za-z])"
)
"""Who stands right before the number of a document or a mobile telephone."""
_ON_CARD = re.compile(
    rf"^[ \t]*(?P<name>{ANY_SURNAME}{_HAN}{{1,2}})[ \t]*\n[ \t]*{_HAN}{{0,6}}"
    r"(?:经理|总监|主管|主任|总裁|董事|顾问|助理|专员|工程师|设计师|摄影师|会计|律师|医生|店长|客服|教师)[ \t]*$",
    re.MULTILINE,
)
"""Who stands above an office, as on a business card."""
_NICKNAME = re.compile(
    rf"[小老阿大]{ONE_CHARACTER_SURNAME}(?=[^\u4e00-\u9fff]|$|[说在要来去把和跟给问让会已刚也还就都]|哥|姐|(?P<owns>[的家]))"
)


def chinese_names(text: str) -> Iterator[tuple[int, int]]:
    """Persons as (start, end), possibly overlapping."""
    for match in _LABELLED.finditer(text):
        named = match["name"]
        if (
            named not in BRANDS
            and not _NOBODY.fullmatch(named)
            and (not is_ordinary(named) or (match["strong"] and match["mark"]))
        ):
            yield match.start("name"), titled(text, *match.span("name"))
    for match in _GREETED.finditer(text):
        if not is_ordinary(match["name"]):
            yield match.start("name"), titled(text, *match.span("name"))
    for match in _SPEAKS.finditer(text):
        if match["given"]:
            yield match.span("given")
        elif not _NO_CHILD.fullmatch(match["child"]):
            yield match.span("child")
    for match in _CHILD.finditer(text) if "岁" in text or "个" in text else ():
        yield match.span("name")
    for match in _ALONE.finditer(text):
        yield match.span("name")
    for match in _ELDER.finditer(text):
        at = match.start()
        for start in _family(text, at):
            if _begins(text, start, frozenset()) and not is_ordinary(text[start : at + 1]):
                yield start, at
    for match in _TITLED.finditer(text):
        at = match.start()
        for start in _family(text, at):
            if _begins(text, start, _LEADS, _LEADS_TO_TITLE) and not text.startswith("班主任", start):
                yield start, at
    for match in _SIGNED.finditer(text) if _THANKS.search(text) else ():
        if match["family"]:
            yield match.span("family")
        elif not is_ordinary(match["name"]):
            yield match.start("name"), titled(text, *match.span("name"))
    for match in _IN_OFFICE.finditer(text):
        yield match.span("name")
    for match in _IN_LIST.finditer(text) if "、" in text or "/" in text else ():
        start, end = match.span()
        if len(_HARDLY_WORDS.intersection(match[0])) > 1 and _begins(text, start, _LEADS, _BEFORE_LIST):
            yield from ((at, at + 1) for at in range(start, end, 2))
    for match in (*_HOLDER.finditer(text), *(_ON_CARD.finditer(text) if "\n" in text else ())):
        if not is_ordinary(match["name"]) and not _NOBODY.fullmatch(match["name"]) and match["name"] not in BRANDS:
            yield match.start("name"), titled(text, *match.span("name"))
    for match in _BY_SURNAME.finditer(text) if "姓" in text else ():
        yield match.span("name")
    for match in _NICKNAME.finditer(text):
        if not _begins(text, match.start(), _LEADS, _JOBS) or is_pet(text, *match.span()):
            continue
        if not (is_ordinary(match[0]) or match[0] in BRANDS or (match["owns"] and match[0][1] not in _HARDLY_WORDS)):
            yield match.span()


def _family(text: str, end: int) -> Iterator[int]:
    """Where surnames begin that end here: one of two characters, or else one of one."""
    if text[max(0, end - 2) : end] in DOUBLE_SURNAMES:
        yield end - 2
    if text[max(0, end - 1) : end] in SURNAMES:
        yield end - 1


def _begins(text: str, start: int, behind: Set[str], *words: tuple[str, ...]) -> bool:
    """Whether a name may begin here: no Chinese stands before it, or one of these characters or words."""
    before = text[start - 1 : start] if start else ""
    return not "\u4e00" <= before <= "\u9fff" or before in behind or any(text.endswith(w, 0, start) for w in words)
