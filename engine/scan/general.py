"""Whether a phrase of health, faith or age speaks of somebody, or to everybody: advice, questions, goods, pets."""

import re
from collections.abc import Sequence

CIRCUMSTANCES = frozenset(("HEALTH", "RELIGION", "MINOR"))
"""Kinds that are findings only where somebody is spoken of."""

_BEFORE, _AFTER, _NEAR, _TALK = 200, 40, 18, 80
_SPEAKER = re.compile(r"[^\n:]{1,24}: ")
_SENTENCE = re.compile(r"[。!?;\n]|\.(?= )")
_CLAUSE = re.compile(r"[,;。!?:\n()]|\.(?= )|(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")
_ASKED = re.compile(r"\W{0,4}(?:Q ?[0-9]{0,2}|问|答|FAQ|客问|/[\u4e00-\u9fff]{2,3})[:.、 ]")
_ANSWER = re.compile(r"\W{0,4}A[0-9]{0,2} ?[:.]")
_HEADING = re.compile(
    r"[^\n]{0,24}(?:须知|常见问题|话术|注意事项|温馨提示|行前提示|友情提示|指引|员工手册|守则|规定|活动通知|"
    r"启事|培训|告示|公告|流程|促销|教程|价目|标准|提示|攻略|"
    r"(?i:FAQ|policy|scripts?:|guidelines|price ?list|what to bring|house rules|how[- ]to|checklist|tips|do's and))"
)
_STAFF = re.compile(
    r"[^\n:]{0,8}(?:客服|导购|店员|店助|店长|店铺|店家|机器人|小助手|智能|客服小.|^店|商家|(?i:studio|shop|bot|"
    r"agent|till))"
    r"[^\n:]{0,8}: ?"
)
_CONDITION = re.compile(
    r"如果|如(?!此|今|何|期|意|愿|约|图|下|上|常)|若(?![兰曦水溪琳雪英虚])|凡|倘|万一|假如|要是|(?<![\u4e00-\u9fff])遇(?:到|见)?|是否|有无|"
    r"有没有|包括但不限|例如|比如|"
    r"不管|无论|预防|抗|防(?!止)|治疗仪|产品|药品|保险|孕妇及|科普|讲解|关爱|演员|扮演|题材|主题|适合|适用|建议|"
    r"推荐|须(?!经)|谢绝|(?<![\u4e00-\u9fff])家有|"
    r"(?i:(?<![a-z])(?:if|in case of|should you|whether|whenever|anyone|anybody|someone|those|people|persons|"
    r"everyone|"
    r"guests|customers|clients|patients|passengers|visitors|travellers|adults|mothers|parents of|"
    r"children (?:with|who|aged|"
    r"under)|kids (?:with|aged|under|[0-9])|infants|babies|(?:an?|any|the) (?:guest|customer|client|mother|"
    r"person|woman|man|child) (?:with"
    r"|who|feels|says|is)|such as|e\.g|product|formula|causes|risk of|prevents?|treats|relieves|charity|article|"
    r"insurance|no known|for example|do you|do we|are you|can i|can a|can we|is (?:the|your|this|that|there)"
    r"|are (?:the|your|there)|any|suitable|not for|cover(?:s|ed)?|we (?:cook|serve|offer|sell|stock|do)|"
    r"free (?:of|"
    r"from)|our faq|closed|opening hours|bank holidays?|public holidays?|statutory)(?![a-z]))"
)
_TO_ALL = re.compile(
    r"[^,。;!?\n ]{0,4}(?:慎[用选入]|[禁忌]用|不建议|不适|不宜|怎么办|怎么|能用吗|能不能用|能拍吗|能不能拍吗|"
    r"会影响|优先|免费|"
    r"半价|免票|均可|都行|都得|"
    r"都可以|就可以|起拍|请(?:提前|先|咨询|自带|带|选|看|走|勿|注意|痊愈|联系)|不接|不适用)"
    r"|[^,。;!?\n ]{0,14}的(?:妈妈|宝妈|孕妈|准妈妈|家长|宝宝|老人)(?:可以?|请|建议|须|如|也可|自备)"
    r"|(?i:[^,.;!?\n]{0,24}(?:can be|are|is|get) (?:toned|retouched|removed|edited|softened|covered)(?![a-z]))"
    r"|[^,。;!?\n ]{0,14}的(?:话|宾客|客人|旅客|游客|顾客|被保险人|同事请|孩子请|亲|请|要等|须)|"
    r"[^,。;!?\n]{0,24}(?:别报|不能报|不宜报|谢绝|按[^,。]{0,6}规定|等(?:不|情况|状况|健康|问题))|"
    r"[^,。;!?\n ]{0,6}(?:的(?:朋友|宝宝|都)|"
    r"(?:顾客|旅客|游客|人士|人群|群体|患者|高发|知识|讲座|保险|险种|须知|提示|专区|专柜|餐厅|窗口|认证|证书|"
    r"海报|大寺))"
    r"|[^,。;!?\n]{0,16}(?:同事|员工|客人|家长|人员)均可|[^,。;!?\n]{0,12}期间?(?:不得|不能|禁止|请勿|暂停|严禁)"
    r"|者(?!家)| ?:? ?[0-9]{1,3} ?%|(?:[起险日席茶餐月](?=[,。、;)\n]|$))"
    r"|(?i:-(?:safe|friendly|free|proof|approved)(?![a-z])|"
    r" (?:models|women|ladies|mothers|guests|customers|clients|travell?ers|passengers|visitors|people|dishes)(?![a-z]))"
    r"|(?i: ?(?:&amp;|&|,|and|or|/)? ?(?:(?!the |an? |my |our |his |her )[a-z]+ )?(?:options?|menus?|snacks|"
    r"sweets|shelf|certificates?|certified|"
    r"available|on request|machines?|range|meals? available|awareness|patients|sufferers|friendly|truck|count|"
    r"slaughter|"
    r"counter|school|chocolates?|advice|information|policy|warnings?|board|tests?|season|relief|leaflets?|"
    r"posters?)(?![a-z]))"
)
_GOODS_BEHIND = re.compile(
    r"(?:险(?!些)|科|药店|原|照(?!顾)|写真|摄影|套餐|套系|主题|题材|预防|电影|体质者|高发|季|流行|爆发|"
    r"患者(?:须|慎|请|应|可|不)|饮食|食谱|膳食|的?(?:症状|治疗方法)|"
    r"日海报|(?:专科|门诊|知识|讲座|筛查|疫苗|须知|注意事项|保险|险种|专卖|出租|租借|坡道|服务|大寺))"
    r"|(?i:[ -](?:friendly|free|charity|awareness|clinic|research|policy|insurance|leaflets?|jabs?|shots?|screens?|"
    r"vaccin[a-z]+|codes?|cent(?:re|er)|menu|tests?|rental|access|accessible|apps?|chairs?|order|spot|drive|of luck|"
    r"for (?:my|the|his|her) (?:dog|cat|files?|data)|patients?|sufferers?|prevention|treatments?)(?![a-z]))"
)
"""What makes of a circumstance the name of goods, places or subjects, standing behind it."""
_GOODS = re.compile(
    r"[¥￥£€]|\$ ?[0-9]|(?i:HKD|RMB|GBP|USD) ?[0-9]|[0-9] ?元|套餐|套系|三件套|礼包|礼盒|打折|"
    r"[0-9一二三四五六七八九]折|特惠|优惠|"
    r"现货|到货|库存|门票|免票|半价|会员价|(?i:(?<![a-z])(?:SKU|T&C|MOQ|sale|package|pkg|packages|discount)(?![a-z]))"
)
_PETS = re.compile(
    r"(?<!二)狗(?!毛|子)|猫(?!毛)|(?<!导盲)(?<!导)(?<!小)犬(?!子)|宠物|泰迪|柯基|布偶|英短|美短|金毛|哈士奇|二哈|边牧|柴犬|法斗|比熊|雪纳瑞|仓鼠|鹦鹉|龙猫|兔子|绝育|咪咪|毛孩子|铲屎官|"
    r"(?i:(?<!guide )(?<!to )(?<!of )(?<![a-z])(?:dogs?|cats?|puppy|puppies|kittens?|spaniel|terrier|labrador|poodle|"
    r"retriever|beagle|corgi|husky|lurcher|whippet|bulldog|dachshund|pug|schnauzer|vet|hamster|rabbit|parrot|budgie|"
    r"guinea pig|pony|horse|toy|doll)(?:'s)?(?![a-z]))(?! (?:hair|allerg))"
)
_SOMEBODY = re.compile(
    r"我|俺|咱|您家|你家|佢|她|他(?!们家的)|阿拉|自己|本人|女儿|儿子|闺女|囡|孙|宝贝|老公|老婆|太太|爱人|爸|"
    r"妈(?!咪包)|爷|奶奶|外婆|"
    r"外公|姥|婆婆|公公|岳|新娘|新郎|女士|先生|小姐|"
    r"(?i:(?<![a-z])(?:i|i'm|im|i've|my|me|we're|our (?:son|daughter|baby|kids?|boy|girl|twins)|she|he|she's|"
    r"he's|shes|"
    r"hes|his|her|him|mum|mom|dad|wife|husband|hubby|daughter|son|nan|gran|grandma|grandad|mr|mrs|ms|miss)(?![a-z]))"
)
_ONE = re.compile(
    r"我(?!们)|[俺佢咱]|(?<!其)[她他](?!们)|您家|本人|女儿|儿子|闺女|囡|孙|宝贝|老公|老婆|(?<!老)太太|爱人|爸|妈(?!妈们|咪包)|爷|奶奶|外婆|外公|"
    r"姥|婆婆|公公|岳|新娘|新郎|[这那][位个](?:客人|旅客|住客|女士|先生|小姐|同事|同学|孩子|宝宝|病人)|患者[:：]|"
    r"(?i:(?<![a-z])(?:i|i'm|im|i've|my|she|he|she's|he's|shes|hes|his|her|him|mum|mom|dad|wife|husband|hubby|daughter|son|"
    r"nan|gran|grandma|grandad|mr|mrs|ms|miss|our (?:son|daughter|baby|kids?|boy|girl|twins)|"
    r"(?:the|this|one) (?:guest|client|patient|passenger|bride|groom|customer|lady|gentleman)|pax|"
    r"(?:guest|client|patient|passenger) [A-Z0-9])(?![a-z]))"
)
_KIN = re.compile(
    r"女儿|儿子|闺女|囡|孙|宝贝|老公|老婆|太太|爱人|爸|妈|爷|奶奶|外婆|外公|姥|婆婆|公公|(?<!毛)孩子|小犬|犬子|"
    r"(?i:(?<![a-z])(?:i|i'm|my (?:son|"
    r"daughter|mum|dad|wife|husband|baby|kids?|girl|boy)|mum|mom|dad|wife|husband|daughter|son|mr|mrs|ms)(?![a-z]))"
)
_OURS = re.compile(
    r"[我咱俺](?:们?家|的)?(?:女儿|儿子|闺女|囡|孙|宝|娃|老公|老婆|太太|先生|爸|妈|爷|奶|外婆|外公|姥|婆婆|公公|"
    r"岳|孩子|家的)|"
    r"(?i:(?<![a-z])(?:my|our)(?![a-z]))"
)
_CHILD = re.compile(r"[宝娃]|小孩|小朋友|同学|(?i:(?<![a-z])(?:baby|kids?|child|children|boy|girl|toddler)(?![a-z]))")
_HOUSE = re.compile(r"[我咱俺]们?家|(?i:(?<![a-z])(?:my|our)(?![a-z]))")
_DENIED = re.compile(
    r"(?:没有?|无|不要|并?不是|未见|否认|也不|(?i:(?<![a-z])(?:not|no|isn't|without|never|neither)) )$"
)
_FIGURE = re.compile(r"(?:心梗|抑郁|中风|焦虑|痴呆|瘫痪|精神分裂|吐血)")
_FIGURED = re.compile(r"[要快]$")
_MEASURED = re.compile(
    r"[0-9一二三四五六七八九十半两]|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|teen)"
)
_NUMERAL = r"[0-9〇零一二两三四五六七八九十半]"
_FROM = re.compile(
    rf"(?:{_NUMERAL}|岁|[0-9]天|个?月|周|\+|[0-9] (?i:years?|months?|weeks?|days?)) ?(?:[-~/至到]|(?i:to|or)) ?$|"
    r"(?i:(?:from|under|over|until|up to|below|above) )$|[0-9岁月周天]-$"
)
_TO = re.compile(
    rf" ?(?:[-~至到]|(?i:to|until)(?![a-z])|or) ?{_NUMERAL}|(?:\(含\))?(?:及?以[上下内]|起(?![床来了得])|"
    rf"或以[上下]|\+)| [0-9]{{1,3}}-[0-9]{{1,3}} ?[天日月]|"
    r"(?: ?(?:and|or))? ?(?i:under|over|up|above|below|plus)(?![a-z])"
)
_MILESTONE = r"(?:满月|百[天日]|半岁|周岁|[一二两三]岁|新生儿|孕照)照?"
_AGES = re.compile(rf"{_MILESTONE}(?: ?[、/+和与跟&] ?{_MILESTONE})+")
_APART = re.compile(r"  |[,;。]|: (?=[^□☐▢◻☑☒✓✔■√]{2})")
_EMPTY_BOX, _FULL_BOX = "□☐▢◻", "☑☒✓✔■√"
_BOX_REACH = 16


def is_general(text: str, start: int, end: int, kind: str, persons: Sequence[tuple[int, int]]) -> bool:
    """Whether the phrase at `start` to `end` of a folded text speaks of nobody, given where persons are named.

    `kind` is one of `CIRCUMSTANCES`.
    """
    line = text.rfind("\n", max(0, start - _BEFORE), start) + 1 or max(0, start - _BEFORE)
    speaker = _SPEAKER.match(text, line, start)
    told = speaker.end() if speaker else line
    if (kind == "MINOR" or _MEASURED.match(text, start, end)) and _is_range(text, start, end):
        return True
    if _is_name(text, start, end, persons) or _denied(text, told, start, end) or _titled(text, start, end):
        return True
    if _GOODS_BEHIND.match(text, end) or _unticked(text[line:start]) or _asks(text, line):
        return True
    named = any(told <= begin < end + _AFTER and stop <= end + _AFTER for begin, stop in persons)
    before, after = text[told:start], _rest(text, end)
    bracketed = text[start - 1 : start] == "(" and any(stop == start - 1 for _, stop in persons)
    if (
        (not bracketed and _of_pet(before, after))
        or (not bracketed and kind != "RELIGION" and _in_talk_of_pets(text, told, start, end))
        or (not named and _told_to_all(text, end, before))
    ):
        return True
    if named or _SOMEBODY.search(before) or _SOMEBODY.search(after):
        return False
    if _STAFF.match(text, line) or _HEADING.match(text):
        return True
    return _GOODS.search(text, line, end + len(after)) is not None


def speaks_of_somebody(text: str, start: int, end: int) -> bool:
    """Whether the sentence in which the phrase at `start` to `end` of a folded text stands speaks of one person."""
    begin = max(
        (m.end() for m in _SENTENCE.finditer(text, max(0, start - _BEFORE), start)), default=max(0, start - _BEFORE)
    )
    return _ONE.search(text[begin:start]) is not None or _ONE.search(_rest(text, end)) is not None


def _told_to_all(text: str, end: int, before: str) -> bool:
    """Whether what stands around the phrase makes it a condition, a question or advice."""
    condition = _last(_CONDITION, before)
    if _TO_ALL.match(text, end):
        return True
    if condition >= 0 and condition >= _last(_CLAUSE, before):
        return not _OURS.search(before, condition)
    sentence = max(0, _last(_SENTENCE, before))
    return condition > sentence and not _SOMEBODY.search(before, condition)


def _of_pet(before: str, after: str) -> bool:
    """Whether the sentence is about an animal, and of none of the family behind it."""
    sentence = before[max(0, _last(_SENTENCE, before)) :]
    pet = _last(_PETS, sentence)
    return not _KIN.search(sentence, max(0, pet)) and (pet >= 0 or _PETS.search(after[:_NEAR]) is not None)


def _in_talk_of_pets(text: str, told: int, start: int, end: int) -> bool:
    """Whether the sentence is about one of the house, and the lines around it speak of animals and of no family."""
    around = text[max(0, start - _TALK) : end + _TALK]
    if not _PETS.search(around) or _KIN.search(around) or _CHILD.search(around):
        return False
    sentence = max(told, max((m.end() for m in _SENTENCE.finditer(text, told, start)), default=told))
    return not _SOMEBODY.search(_HOUSE.sub("", text[sentence:end] + _rest(text, end)))


def _is_name(text: str, start: int, end: int, persons: Sequence[tuple[int, int]]) -> bool:
    """Whether the phrase is a faith that is also a given name, and here is one."""
    return text[start:end].casefold() == "christian" and any(s <= start and end <= e for s, e in persons)


def _denied(text: str, told: int, start: int, end: int) -> bool:
    """Whether the phrase is said not to hold, or is a figure of speech."""
    figure = _FIGURE.match(text, start, end) and _FIGURED.search(text, told, start) and text.startswith("了", end)
    return bool(figure) or _DENIED.search(text, told, start) is not None


def _is_range(text: str, start: int, end: int) -> bool:
    """Whether an age is one end of a range, or one of the ages that goods are made for."""
    return (
        _FROM.search(text, max(0, start - 12), start) is not None
        or _TO.match(text, end) is not None
        or any(m.start() < end and start < m.end() for m in _AGES.finditer(text, max(0, start - 12), end + 12))
    )


def _rest(text: str, end: int) -> str:
    """What follows in the sentence."""
    stop = _SENTENCE.search(text, end, end + _AFTER)
    return text[end : stop.start() if stop else end + _AFTER]


def _titled(text: str, start: int, end: int) -> bool:
    """Whether the phrase is a title or a quoted name of a thing."""
    if text[start - 1 : start] in '"「『' and text[end : end + 1] in '"」』' and text[end + 1 : end + 2].isalpha():
        return start > 0
    return text.rfind("《", max(0, start - 24), start) > text.rfind("》", max(0, start - 24), start)


def _unticked(before: str) -> bool:
    """Whether the phrase is a choice of a form that nobody ticked."""
    near = before[max(0, _last(_APART, before)) :][-_BOX_REACH:]
    return max(map(near.rfind, _EMPTY_BOX)) > max(map(near.rfind, _FULL_BOX))


def _asks(text: str, line: int) -> bool:
    """Whether the line is of a list of questions and answers."""
    if _ASKED.match(text, line):
        return True
    return _ANSWER.match(text, line) is not None and re.search(r"(?m)^\W{0,4}Q ?[0-9]{0,2}[:.]", text) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in pattern.finditer(text)), default=-1)
