"""What a goal needs that only a tool can give: the catalogue's entries that would serve it, by the goal's words."""

import re
from dataclasses import dataclass

from parley.builder.guided.chinese.signs import fold
from parley.builder.guided.english import names
from parley.builder.phrases import N_


@dataclass(frozen=True, slots=True)
class Need:
    """Words of a goal that only a tool can serve: the entries that would, the usual one first."""

    pattern: re.Pattern[str]
    entries: tuple[str, ...]
    reason: str


_TABLES = Need(
    re.compile(
        r"\b(?:book|reserve|cancel|change|move|modify|take|make|reschedule)\w* .*\btables?\b|\btischreserv|"
        r"\breservas? de mesa"
        r"|订座|订位|定位子|订桌|留位|订台|[订定][^,]{0,3}(?:包厢|包间|餐位|桌|位子)|訂位|訂座"
    ),
    ("reservation_system",),
    N_("to see which tables are free and to keep the reservation"),
)
_APPOINTMENTS = Need(
    re.compile(
        r"\b(?:book|schedul|reschedul|cancel|arrange|move|set up|plan|reserv)\w* "
        r".*\b(?:appointments?|meetings?|demos?|visits?|viewings?|tours?|class(?:es)?|"
        r"lessons?|consult\w*|sessions?|calls?|technicians?|inspections?|test drives?|slots?|"
        r"interviews?|treatments?|trials?|showings?|rooms?|repairs?|pickups?)\b|termin|"
        r"citas?\b|预约|預約|预定时间"
        r"|约(?:课|诊|练|时间|上门|体验|看房|试)|挂号|掛號|试驾|试听|看房|看诊|约.{0,4}(?:检查|面试|保养|维修)"
    ),
    ("google_calendar",),
    N_("to see free times and keep the appointments"),
)
_ROOMS = Need(
    re.compile(
        r"\b(?:book|reserv)\w* .*\b(?:hotel|guest|double|single|family) rooms?\b|\bzimmer(?:buch|reserv)"
        r"|[订定](?:个|间)?(?:客)?房|訂房|(?:预订|预定|預訂)[^,]{0,4}(?:房|客房|床位)"
    ),
    ("hotel_booking",),
    N_("to see which rooms are free and to keep the booking"),
)
_BOOKED = re.compile(
    r"\b(?:tak|mak|book|reserv|cancel|chang|mov|modif|reschedul|handl|manag|accept|process|receiv|record|arrang|amend|"
    r"confirm)\w* .*\b(?:bookings?|reservations?)\b|\b(?:buchung|reservierung)|\breservas?\b|预订|预定|預訂"
)
_DINING = re.compile(
    r"\b(?:restaurants?|bistros?|cafes?|cafés?|diners?|eatery|pizz\w+|trattoria|brasserie|steakhouse|tavern|pubs?|bars?|"
    r"winery|brewery|tables?|dinner|lunch|brunch|gasthaus|gasthof|wirtshaus|lokal|tisch\w*|mesas?|restaurante)\b"
    r"|餐|饭|火锅|酒楼|咖啡|烧烤|食堂|茶楼|面馆|小馆|包厢"
)
_LODGING = re.compile(
    r"\b(?:hotels?|hostels?|motels?|resorts?|inn|guest ?houses?|b&b|pension|hostal|rooms?|zimmer)\b"
    r"|酒店|民宿|宾馆|客栈|旅馆|旅店|度假村"
)


_NEEDS: tuple[Need, ...] = (
    _TABLES,
    _ROOMS,
    _APPOINTMENTS,
    Need(
        re.compile(
            r"\border(?:s|'s)?\b.*\b(?:status|track)|\b(?:check|track|find|trace|change|cancel|return|"
            r"exchange|refund)\w* .*\b(?:orders?|items?|purchases?|returns?)\b|bestellung|pedido"
            r"|订单|訂單|退货|退貨|换货|換貨|退换|退款|改(?:收货|收件)?地址|查单"
        ),
        ("order_lookup",),
        N_("to look up the caller's order"),
    ),
    Need(
        re.compile(
            r"\b(?:track|trace|find|status)\w*\b.*\b(?:parcels?|packages?|shipments?|deliver(?:y|ies)|consignments?)\b"
            r"|(?:查|催|追)[^,]{0,4}(?:快递|物流|包裹|运单|快件|货)|物流|查件|快遞"
        ),
        ("shipment_tracking",),
        N_("to see where a delivery is"),
    ),
    Need(
        re.compile(
            r"\b(?:reset|unlock)\w* .*\b(?:passwords?|accounts?)\b"
            r"|(?:重置|重设|找回|修改|忘)[^,]{0,10}密码|重設密碼|解锁[^,]{0,6}(?:账号|账户|帐号)"
        ),
        ("password_reset",),
        N_("to reset the password or unlock the account"),
    ),
    Need(
        re.compile(
            r"\b(?:create|open|raise|log|file|check|update|report|submit|status)\b.*\b(?:tickets?|"
            r"incidents?|it problems?|outages?)\b"
            r"|报修|報修|报障|工单|(?:登记|上报|申报)[^,]{0,6}(?:故障|问题)|维修进度"
        ),
        ("ticket_system",),
        N_("to open tickets and read their status"),
    ),
    Need(
        re.compile(
            r"\bqualif\w+|\bleads\b"
            r"|\b(?:capture|register|nurture|save|collect|screen|take)\w* .*\b(?:lead|prospects?)\b"
            r"|线索|留资|意向(?:客户|登记|金)|潜在客户|登记[^,]{0,4}意向|加盟咨询"
        ),
        ("crm",),
        N_("to keep each lead and what was learnt about it"),
    ),
    Need(
        re.compile(
            r"\b(?:pay|collect|take|process)\w* .*\b(?:payments?|deposits?|bills?|invoices?)\b|\bpay (?:a|an|the)\b"
            r"|缴费|缴纳[^,]{1,6}费|交费|付款|支付|缴款|收款|付定金|交押金"
        ),
        ("stripe",),
        N_("to send the caller a secure payment link"),
    ),
    Need(
        re.compile(r"\b(?:take|leave|pass on|record)\w* .*\bmessages?\b|留言|转告|带话|口信|登记回电"),
        ("callback_request",),
        N_("to pass the caller's messages on"),
    ),
)


def of(name: str, purpose: str) -> Need | None:
    """What a goal needs by its name; a booking or a reservation is kept where a business such as ours keeps its own."""
    goal, place = fold(name), fold(purpose)
    need = next((need for need in _NEEDS if need.pattern.search(goal)), None)
    if need is not None or not _BOOKED.search(goal):
        return need
    if _DINING.search(place):
        return _TABLES
    if _LODGING.search(place):
        return _ROOMS
    return _TABLES if "reserv" in goal and not names.SECTORS.search(place) else _APPOINTMENTS
