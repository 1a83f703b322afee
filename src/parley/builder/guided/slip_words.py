"""Words with which people take back at once what they have just said."""

MARKS = (
    r"(?:(?<![\w'])(?:(?:hmm |oh |ah |and |but |uh |um |so )?(?:no,? no\b|no,? (?:sorry|wait"
    r"|hang on|hold on|i mean|actually"
    r"|rather)|hang on|hold on|wait,? no|wait[,.!]|sorry[,.!]|sorry,? (?:no|i mean)|scratch (?:that"
    r"|the)|scrap (?:that|the)"
    r"|strike that|(?:actually,? )(?:no\b|scrap|drop|forget|make|sorry|it's|that's)|i mean[, ]|i meant|make that"
    r"|correction\b|or rather|o+ps\b|whoops|my mistake|my bad|hmm,? no\b|no wait|let me correct)"
    r"|(?:ach |äh |oh |hm,? )?(?:n[ea]+,? (?:warte|moment|halt|quatsch|stimmt|falsch|doch)|nein,? (?:warte|moment|halt"
    r"|quatsch|falsch|stimmt|doch|sorry|ach)|ach n(?:ee?|ein)\b|äh n(?:ee?|ein)\b|quatsch|halt,|moment[,.!]|stopp?[,.!]"
    r"|korrektur|falsch[,.!]|(?:das )?stimmt (?:ja |gar )*(?:net|nicht)\b|besser gesagt|ich meine?[, ]|vielmehr|sorry,)"
    r"|(?:ay |uy |ah |eh |uf )?(?:no,? (?:perdón|perdona|espera|espere|mejor dicho|digo|miento|mentira)|mejor dicho"
    r"|quiero decir|digo[, ]|perdón[,. ]|perdona[,. ]|corrijo|miento|rectifico|ah,? no[, ]|me equivo\w+)"
    r")|不对|(?:我)?(?:刚才|刚刚)?(?:说|讲|写|打|记)错了?|更正|[哦噢啊呃]不不?[,，是]|口误|不不不?)"
)
