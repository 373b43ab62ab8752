"""Words that are in no person's name, or say that what stands before them is of a place, a body or an office."""

from __future__ import annotations


def _words(said: str) -> frozenset[str]:
    return frozenset(said.split())


_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_TITLES = "mr mrs ms miss mx messrs dr prof professor cllr councillor rev revd reverend sir dame lady"
_MONTHS = "january february march april june july august september october november december"
_SMALL = (
    "a an and are as at be but by can did do does for from had has have he her his how if in is it its may me my no"
    " not of on or our out she so that the their them then there these they this to until up was we were what when"
    " where which who why will with would you your yes also both either neither after before because while although"
    " since according yet soon once please thanks thank regards sent subject date re fw fwd cc bcc tel fax mob"
    " mobile phone email mail page ref note dear hi hello"
)
_OFFICES = (
    "accounts administration administrator admin advice adviser advisor agency analyst appeals applicant assistant"
    " associate authority board branch bureau care case centre chair chairman chairperson chairwoman chief claimant"
    " claims clerk clinic colleague colleagues commission committee community company complainant complaints"
    " compliance consultant contact coordinator corporation council counsel customer customers data department"
    " deputy desk director division editor education employee employees employer enquiries enquiry estates executive"
    " facilities finance general governor group head health helpdesk hearing hr human information inspector"
    " investigation it lead leader legal liaison line maintenance management manager managing member members meeting"
    " ministry monitoring nursing occupational office officer operations panel parent parents partner patient"
    " payroll pension pensions personnel planning president principal procurement programme project protection"
    " public reception recruitment region regional registrar relations representative resident residents resources"
    " review safeguarding safety sales secretary security senior service services social society solicitor"
    " solicitors staff student students supervisor support systems team technical tenant tenants trainee training"
    " transport treasurer trust tribunal trustees union unit vice warden welfare work works"
)
NO_NAMES = _words(f"{_DAYS} {_MONTHS} {_SMALL} {_TITLES} {_OFFICES}")
ALSO_GIVEN = frozenset(("Will", "May", "April", "June"))
"""Words of these that begin a name as well, where a surname follows."""
GREETED = _words(
    "all both candidate editor everybody everyone folks friend friends guys householder joint lads ladies gentlemen"
    " madam madams neighbour neighbours occupant occupier occupiers one owner owners reader readers sir sirs somebody"
    " commissioner doctor father judge mayor minister mother professor recipient senator sister"
    " someone subscriber supplier supporter taxpayer user users valued volunteer volunteers voter world list"
)
"""Whom a greeting addresses without a name."""
PLACES = _words(
    "road rd street st avenue ave lane ln crescent gardens gdns terrace mews grove drive close court place square hill"
    " park row walk rise green parade quay way gate fields croft bank mount wharf estate building buildings house hall"
    " tower towers wing block room bridge station airport island river lake valley beach bay north south east west"
    " city town village county parish cottage cottages farm common heath wood woods"
)
BODIES = _words(
    "ltd limited llp plc inc llc corp co gmbh sons son brothers bros partners associates trust foundation charity"
    " hospital surgery school college university academy institute church chapel cathedral museum library theatre hotel"
    " inn arms club fc rovers united press publishing report inquiry enquiry review act award prize method test scale"
    " scheme index law rule syndrome disease cup league day week bank insurance airlines motors software technologies"
    " fund bursary lecture medal association federation guild store stores shop cafe bar restaurant ward theorem code"
)
LIKE_PEOPLE = frozenset((
    "whippy", "kipling", "muscle", "sheen", "motivator", "bean", "blobby", "men", "potato", "martens", "pepper",
    "oetker", "who", "right", "universe", "world", "beeton", "hinch", "claus", "big", "fix it", "speaker", "justice",
))  # fmt: skip
"""What stands after a title and is no person's: brands, characters, forms of address."""
