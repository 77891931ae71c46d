"""What may turn an English instruction round, and how English says each.

A `Turn` has a name, which the lexicons of other languages use too. `says` finds it in English,
strictly; `known` finds whatever may make a translator write its words, so that they are no sign of
damage. `against` are the turns that contradict it, `kept_by` those that may stand for it as well.
"""
# ruff: noqa: E501

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One side of a pair of opposites; patterns are of lower-case English."""

    says: str
    known: str
    against: tuple[str, ...] = ()
    kept_by: tuple[str, ...] = ()


_NUMBER = r"(?=\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|half\b)"
_MANY = r"\b(?:at least|more|over|above|greater|increas\w+|from|most|minimum|further|again|else|another|higher|older|longer|better|safer|sooner|easier|earlier|later|bigger|larger|stronger|harder|faster|slower|closer|heavier|worse|quicker|deeper|taller|newer|clearer|healthier|warmer|louder|firmer|colder|extra|keeps?|any ?more)\b"
_FEW = r"\b(?:at most|less|fewer|under|below|lower|younger|shorter|smaller|up to|maximum|until|no more|not more|no longer|reduc\w+|down|drop\w*|fall\w*|weak\w*|unless|little|few|mild\w*)\b"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekday(name: str) -> Turn:
    return Turn(
        says=rf"\b{name}s?\b", known=rf"\b{name}s?\b|\bweekdays?\b|\bweekends?\b",
        against=tuple(day for day in _DAYS if day != name),
    )  # fmt: skip


TURNS: dict[str, Turn] = {
    "least": Turn(
        says=r"\bat least\b|\bno(?:t)? (?:less|fewer|earlier|sooner) than\b|\bor (?:more|higher|above|older|longer)\b|\ba minimum\b",
        known=_MANY, against=("most", "under"), kept_by=("over",),
    ),
    "most": Turn(
        says=r"\bat most\b|\b(?:no|not) (?:more|longer|later) than\b|\bup to (?=\d)|\ba maximum\b|\bor (?:less|fewer|lower|below|younger)\b",
        known=_FEW + r"|\b(?:within|by|latest)\b", against=("least", "over"), kept_by=("under",),
    ),
    "over": Turn(
        says=rf"(?<!no )(?<!not )(?<!any )(?<!once )(?<!or )(?<!read )(?<!learn )(?<!out )(?<!one )\bmore\b(?! (?:about|information|at|on)\b)|\bover {_NUMBER}|\babove {_NUMBER}|\b(?:older|longer|higher) than\b",
        known=_MANY, against=("under", "most"), kept_by=("least",),
    ),
    "under": Turn(
        says=rf"(?<!no )(?<!not )(?<!or )\b(?:less|fewer)\b|\bunder {_NUMBER}|\bbelow {_NUMBER}|\b(?:younger|shorter|lower) than\b",
        known=_FEW, against=("over", "least"), kept_by=("most",),
    ),
    "before": Turn(
        says=r"\bbefore\b|\bprior to\b",
        known=r"\b(?:before|prior|until|till|ago|by|earlier|first|previous\w*|last|already|in front|ahead|advance|protect\w*|prevent\w*|against|from|eve)\b",
        against=("after",), kept_by=("until", "within"),
    ),
    "after": Turn(
        says=r"(?<!look )(?<!looks )(?<!looking )(?<!looked )(?<!soon )\bafter\b(?! all\b)",
        known=r"\b(?:after\w*|later|following|follow\w*|from|since|then|next|once|past|when|as soon as|according|to|into|for|by|every|in|per)\b",
        against=("before", "within"), kept_by=("from",),
    ),
    "within": Turn(
        says=r"\bwithin (?=\d|an? (?:hour|day|week)|the (?:first|next)|one|two|three)",
        known=r"\b(?:within|in|inside|during|by|over|for)\b", against=("after",), kept_by=("before", "until"),
    ),
    "until": Turn(
        says=r"\b(?:until|till)\b",
        known=r"\b(?:until|till|to|up to|by|before|as far|as long|through|for|at|in)\b",
        against=("from",), kept_by=("before",),
    ),
    "from": Turn(
        says=r"\b(?:starting )?from (?=\d|week|today|tomorrow|birth|midnight|noon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the (?:first|start|beginning|moment|day|age))(?![^.;]*\b(?:to|until|till|up to)\b)",
        known=r"\b(?:from|since|start\w*|begin\w*|as of|after|of|between|than|by|out|off)\b",
        against=("until",), kept_by=("after",),
    ),
    "every": Turn(
        says=r"(?<!other )\b(?:every|each) (?!other\b|second\b|two\b|2\b|one\b)(?:\d+ )?(?:minute|hour|day|night|morning|evening|week|month|year|time|dose|meal|feed)s?\b",
        known=r"\b(?:every\w*|each|daily|weekly|hourly|all|always|any|per)\b",
        against=("alternate",), kept_by=(),
    ),
    "alternate": Turn(
        says=r"\bevery (?:other|second|two|2)(?! (?:to|or) )(?: days?| weeks?| nights?)?\b|\balternate\b|\bon alternate\b",
        known=r"\b(?:other|alternate|second|two|2)\b", against=("every",),
    ),
    "once": Turn(
        says=r"\bonce (?:a|per|every|each|daily|weekly|only)\b|\bonly once\b|\bjust once\b",
        known=r"\b(?:once|one|1|single|a time|time|again|at once)\b", against=("twice", "thrice"), kept_by=(),
    ),
    "twice": Turn(
        says=r"\btwice\b|\b(?:two|2) times\b", known=r"\b(?:twice|two|2|both|double|second)\b",
        against=("once", "thrice"),
    ),
    "thrice": Turn(
        says=r"\b(?:three|3) times\b", known=r"\b(?:three|3|third|triple)\b", against=("once", "twice"),
    ),
    "first": Turn(
        says=r"\b(?:your|the|her|their|a|this) first\b(?! (?:aid|language|name|time that)\b)",
        known=r"\b(?:first\w*|1st|one|start\w*|begin\w*|before|initial\w*|early|earl\w+|primary|cousin|spring)\b",
        against=("second", "third"),
    ),
    "second": Turn(
        says=r"\b(?:your|the|her|their|a|this) second\b(?! opinion\b)",
        known=r"\b(?:second\w*|2nd|two|other|another|again|according|monday|else|more|next)\b", against=("first", "third"),
    ),
    "third": Turn(
        says=r"\b(?:your|the|her|their|this) third\b",
        known=r"\b(?:third\w*|3rd|three|tuesday)\b", against=("first", "second"),
    ),
    "both": Turn(
        says=r"\b(?:both|all) (?:of )?(?:the |your |these |her )?(?:tablets|doses|injections|vaccines|tests|arms|legs|sides|breasts|ears|eyes|hands|pills|samples|scans|feet|parents|medicines|appointments)\b",
        known=r"\b(?:both|two|2|either|pair|couple|twins?|twice|double)\b", against=("one",), kept_by=("twice",),
    ),
    "one": Turn(
        says=r"\b(?:only|just) one\b|\bone of (?:the|your|these)\b|\bone (?:tablet|dose|injection|vaccine|arm|leg|side|breast|pill|sample)\b",
        known=r"\b(?:one|1|an?|single|each|every|once|first|the)\b", against=("both",),
    ),
    "now": Turn(
        says=r"\b(?:straight away|immediately|right away|at once)\b|\bcall (?:us |999 |111 )?now\b",
        known=r"\b(?:now|straight away|immediately|right away|at once|soon|quickly|urgent\w*)\b",
        against=("tomorrow",), kept_by=("today",),
    ),
    "today": Turn(
        says=r"\btoday\b", known=r"\b(?:today|tonight|now|this day|these days|nowadays|still)\b", against=("tomorrow",), kept_by=("now",),
    ),
    "tomorrow": Turn(
        says=r"\btomorrow\b", known=r"\b(?:tomorrow|morning|next|following|a\.?m)\b", against=("today",),
    ),
    "morning": Turn(
        says=r"\b(?:in the|every|each|this|tomorrow|next|in your) mornings?\b|\bmornings\b",
        known=r"\b(?:morning\w*|tomorrow|breakfast|early|a\.?m|day\w*|wake\w*|waking|wound\w*|only)\b|\d ?am\b",
        against=("evening", "night"),
    ),
    "evening": Turn(
        says=r"\b(?:in the|every|each|this) evenings?\b|\btonight\b",
        known=r"\b(?:evening\w*|night\w*|tonight|bed\w*|late\w*|afternoon|sleep\w*|dinner|supper|tea)\b|\d ?pm\b",
        against=("morning",), kept_by=("night",),
    ),
    "night": Turn(
        says=r"\b(?:at|every|each|in the|last|the) nights?\b|\bbedtime\b",
        known=r"\b(?:night\w*|evening\w*|tonight|bed\w*|overnight|24|sleep\w*|late\w*|dinner)\b|\d ?pm\b",
        against=("morning", "day"), kept_by=("evening",),
    ),
    "day": Turn(
        says=r"\b(?:during|in) the day(?:time)?\b|\bby day\b",
        known=r"\b(?:day\w*|dai\w+|today|week\w*|24|date\w*|birthday|midday)\b|\bevery\b", against=("night",),
    ),
    **{name: _weekday(name) for name in _DAYS},
    "left": Turn(
        says=r"\b(?:your|the|on the|on her) left\b|\bleft[- ](?:side|arm|leg|hand|breast|shoulder|hip|thigh|lung|kidney|foot|ear|eye)\b",
        known=r"\bleft\b", against=("right",),
    ),
    "right": Turn(
        says=r"\bright[- ](?:side|arm|leg|hand|breast|shoulder|hip|thigh|lung|kidney|foot|ear|eye)\b|\bon (?:your|the|her) right\b",
        known=r"\b(?:rights?|straight|correct\w*|law\w*|direct\w*|upright)\b", against=("left",),
    ),
    "must": Turn(
        says=r"\bmust\b(?! (?:not|never)\b)|\b(?:have|has|need|needs) to\b(?<!not have to)(?<!not need to)",
        known=r"\b(?:must|have to|has to|need\w*|should|ought|required?|necessary|always|duty|supposed|owe\w*|due|is to|are to|going to|will|be \w+ed)\b",
        against=("may",),
    ),
    "may": Turn(
        says=r"\b(?:you|your \w+|they|she|he|we) (?:may|can)\b(?! (?:not|need|have to)\b)(?!not)",
        known=r"\b(?:may\w*|can|can't|cannot|could|might|able|unable|possib\w+|allow\w*|let|let's|able|permit\w*|would|perhaps|right to|likely|risk\w*|chance)\b",
        against=("must",),
    ),
    "unless": Turn(
        says=r"\bunless\b", known=r"\b(?:unless|except\w*|only|without|apart|but)\b", against=("if",),
    ),
    "if": Turn(says=r"(?!)", known=r"\b(?:if|when\w*|whether|once|in case|should)\b"),
    "go_on": Turn(
        says=r"\b(?:do not|don't|never|must not|should not) (?:suddenly )?stop (?:taking|using|breastfeeding|feeding|drinking|eating|giving|wearing|your|the|this|it|them|these|any)\b|\b(?:keep|continue|carry on|go on) (?:taking|using|breastfeeding|feeding|drinking|eating|giving|wearing|to take|to use|to breastfeed|with your)\b|\bcontinue your\b",
        known=r"\b(?:continue\w*|keep\w*|carry on|go on|still|go\w* ahead|further|next|not stop)\b|n't stop\b",
        against=("stop",),
    ),
    "stop": Turn(
        says=r"(?<!not )(?<!n't )(?<!never )(?<!suddenly )(?<!to )\bstop (?:taking|using|breastfeeding|feeding|drinking|eating|giving|wearing|your|the|this|it|them|these|and call)\b",
        known=r"\b(?:stop\w*|quit\w*|give up|end\w*|cease\w*|leave|cut\w*|break\w*|finish\w*|interrupt\w*|hear\w*|listen\w*|set\w*|put\w*|sit\w*|lay|place\w*|throw\w*|close\w*|shut\w*|clos\w+|turn\w* off|off|let|enough)\b",
        against=("go_on",),
    ),
    "hot": Turn(
        says=r"\b(?:hot|warm|heat)\b", known=r"\b(?:hot\w*|warm\w*|heat\w*|boil\w*|tepid|lukewarm|fever\w*)\b", against=("cold",),
    ),
    "cold": Turn(
        says=r"\b(?:cold|cool|chilled)\b(?! sores?)", known=r"\b(?:cold\w*|cool\w*|chill\w*|ice\w*|icy|frozen|fresh\w*|freez\w*|fridge)\b", against=("hot",),
    ),
    "with": Turn(
        says=r"\bwith (?:food|water|a meal|meals|your meal|milk|plenty of water|breakfast|some food)\b",
        known=r"\b(?:with|during|at mealtimes)\b", against=("without",),
    ),
    "without": Turn(
        says=r"\bwithout (?:food|water|a meal|eating|milk|asking|talking|speaking|help|a prescription|washing)\b|\bon an empty stomach\b",
        known=r"\b(?:without|empty|no|not|none|free|never|nothing|un\w+|fast\w*|unless|except\w*|out of|outside|besides|\w+less)\b|n't\b",
        against=("with",),
    ),
    "always": Turn(
        says=r"\balways\b", known=r"\b(?:always|any ?time|every|all|still|keep\w*|usual\w*)\b", against=("never",),
    ),
    "never": Turn(
        says=r"\bnever\b", known=r"\b(?:never|not|no|ever|n't|nobody|nothing)\b|n't\b", against=("always",),
    ),
    "only": Turn(says=r"(?!)", known=r"\b(?:only|just|solely|alone|one|until|unless)\b"),
}  # fmt: skip
