"""Facts about names: surnames, titles, brands named like people, English words that are capitalised and no names."""

import re
from pathlib import Path

_SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄麹家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利"
    "蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝"
    "鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福邸仝邝肖冼覃招苟植揭原苑鹿亓玄修雒檀斯冶"
)
_DOUBLE = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 "
    "濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 "
    "长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 "
    "夹谷 轩辕 令狐 段干 百里 呼延 东郭 "
    "南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五 纳兰 完颜 叶赫 那拉"
)
SURNAMES = frozenset(_SINGLE)
DOUBLE_SURNAMES = frozenset(_DOUBLE.split())
ONE_CHARACTER_SURNAME = f"[{''.join(sorted(SURNAMES))}]"
ANY_SURNAME = f"(?:{'|'.join(sorted(DOUBLE_SURNAMES))}|{ONE_CHARACTER_SURNAME})"
"""What patterns read as a Chinese surname."""
_TITLE_WORDS = (
    "先生 女士 小姐 太太 夫人 老师 经理 总监 主任 医生 大夫 护士 教授 律师 院长 校长 局长 "
    "处长 科长 董事长 董事 老板娘 老板 师傅 同学 阿姨 叔叔 伯伯 大叔 大哥 大姐 大妈 爷爷 奶奶 "
    "妈妈 爸爸 会计 摄影师 化妆师 店长 主管 总 董 工 姐 哥 叔 婶 嫂 姨 导"
)
TITLES = tuple(_TITLE_WORDS.split())
TITLE = re.compile("|".join(sorted(TITLES, key=len, reverse=True)))
ENDS_IN_TITLES = re.compile(f"(?:{TITLE.pattern})+$")
_BRAND_LINES = (Path(__file__).resolve().parent.parent.parent / "data" / "brands.txt").read_text(encoding="utf-8")
BRANDS = frozenset(
    name for line in _BRAND_LINES.splitlines() for name in (line.split("|") if "|" in line else line.split())
)
"""Brands, works and figures that are named like persons (`data/brands.txt`)."""
HAN_BRANDS = frozenset(name for name in BRANDS if not name.isascii() and name[0] > "\u2e80")
_PINYIN = (
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin guo ma luo liang zheng xie tang deng "
    "feng cao zeng "
    "peng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu lü ding ren yao shen zhong cui tan fan liao "
    "shi jin jia "
    "xia fu fang zou xiong bai meng qin qiu hou yin xue lei duan hao kong shao mao wan gu lai wen qian tao shi "
    "yan qi he song "
    "mei zhuang niu ge gong chang ou ouyang situ sima zhuge wong chan cheung leung lau lam ng ho kwok tsang chow "
    "hsu hsieh"
)
PINYIN_SURNAMES = frozenset(_PINYIN.split())
_COMMON_WORDS = (
    "a about above after again all also although always am an and another any anyone apart are as ask at attached "
    "back be because been before being below best between both but buy by call came can cc check click come contact "
    "copy could customer date dear did do does done don't down due during each email end english even ever every "
    "everyone everything fax feel finally find first for free friday from full fw fwd get getting give go good got "
    "great had happy has have having he hello help her here hi his how however html http https i i'd i'll i'm i've id "
    "if in instead internet into is isn't it it's its january february march april may june july august september "
    "october november december just keep kind know last later let let's like linux list look looking made mail make "
    "many maybe me message microsoft mobile monday more most my name need never new next nice no none not note nothing "
    "now number of off ok okay on once one only open or order original other our out over part per phone please pm "
    "question quick re read reason regards reply right same saturday say second see seems send sent she should since "
    "so some someone something sometimes soon sorry still subject such sunday sure take tel thank thanks that that's "
    "the their them then there there's therefore these they they're thing think third this those though thought "
    "thursday to today together too tuesday two under unless until up update url us use using version very via want "
    "was we we'll we're we've web wednesday welcome well were what what's when where whether which while who why will "
    "windows with without won't would wrote yes yesterday yet you you'll you're your yours to cc bcc usd rmb cny eur "
    "am pm sku usa uk us eu pdf faq tv cd dvd ip api sms vip qq order tracking total price invoice receipt address "
    "best sincerely cheers yours faithfully attachment attachments january perl python java unix gnu ftp smtp "
    "mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec e-mail inc llc ltd corp plc co "
    "pc pcs "
    "windows outlook yahoo google amazon apple microsoft facebook twitter instagram whatsapp wechat alipay paypal ebay "
    "taobao tmall iphone ipad android excel powerpoint photoshop canon nikon sony visa mastercard dhl fedex ups ems "
    "america american americans china chinese europe european africa african asia asian japan japanese india indian "
    "france french germany german italy italian spain spanish russia russian canada canadian australia australian "
    "ireland irish britain british england scotland california texas chicago washington boston london paris beijing "
    "shanghai shenzhen guangzhou hangzhou chengdu hong kong singapore tokyo new york federal states united republic "
    "congress senate university college institute department report news tech digital exchange register copyright "
    "central networks network media home guide pocket express domain downloads million specialist accessories union "
    "christmas easter ramadan"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def is_surname(text: str) -> bool:
    """Whether `text` is a Chinese surname of one or two characters."""
    return text in SURNAMES or text in DOUBLE_SURNAMES


def titled(text: str, start: int, end: int) -> int:
    """The end of the name in `text[start:end]` without a title behind it (at least one character stays)."""
    match = ENDS_IN_TITLES.search(text, start + 1, end)
    return match.start() if match else end


def common_word(word: str) -> bool:
    """Whether a capitalised English word is none that starts or continues a name."""
    return word.casefold().rstrip(".") in _COMMON or (len(word) == 1)
