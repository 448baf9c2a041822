extension PolarityLexicon {
    /// English words of judgement, every form listed.
    static let english =
        """
        # english-praise +2 forms
        good great excellent amazing awesome wonderful fantastic brilliant perfect perfectly superb
        outstanding incredible marvelous marvellous magnificent splendid terrific fabulous gorgeous stunning
        beautiful beautifully lovely delightful impressive impressed exceptional extraordinary flawless
        phenomenal spectacular sublime remarkable best better finest favourite favorite nice nicely nicer
        nicest cool sweet cute neat helpful useful reliable friendly polite kindly generous honest fair
        professional competent efficient effective easy easily simple smooth smoothly quick quickly prompt
        promptly fresh clean comfortable convenient valuable worthwhile recommend recommended recommends
        recommendable solid sturdy safe secure smart clever intelligent creative innovative elegant stylish
        attractive charming interesting fascinating inspiring inspired exciting excited fun funny hilarious
        entertaining enjoyable pleasant positive successful productive responsive attentive caring
        thoughtful patient courteous welcoming welcome trustworthy loyal genuine authentic affordable
        # english-joy +2 forms
        happy happier happiest happily happiness glad joy joyful joyous cheerful delighted thrilled pleased
        satisfied satisfaction contented grateful thankful proud relieved relief optimistic hopeful hope
        hoping hopes confident confidence enjoy enjoyed enjoying enjoys laugh laughed laughing laughs smile
        smiled smiles smiling celebrate celebrated celebrating celebration party win wins winning winner won
        victory triumph success succeed succeeded succeeds achieve achieved achievement congrats
        congratulations yay hooray hurray woohoo wow haha hahaha lol
        # english-love +2 forms
        love loved loves loving lover beloved adore adored adores adorable darling dear sweetheart hug hugs
        kiss kisses heart hearts friend friends friendly friendship like liked likes admire admired
        appreciate appreciated appreciates appreciation
        # english-thanks +2 forms
        thank thanks thankyou thx ty cheers grateful gratitude bless blessed blessing
        # english-bad -2 forms
        badly worse worst terrible terribly horrible horribly awful awfully dreadful appalling atrocious
        abysmal disgusting disgusted disgust pathetic ridiculous useless worthless hopeless unacceptable
        inexcusable outrageous shameful disgraceful shocking horrific horrendous nasty vile evil cruel
        brutal vicious hideous ugly sick sickening lousy crappy rubbish garbage trash junk poor poorly
        inferior mediocre cheap shoddy faulty defective broken damaged dirty filthy smelly stinks stink
        rotten dangerous unsafe harmful toxic slow sluggish delayed delay delays missing lost wrong
        incorrect inaccurate misleading deceptive dishonest unfair unjust rude unfriendly impolite arrogant
        ignorant incompetent unprofessional unreliable unhelpful careless negligent lazy sloppy confusing
        confused complicated difficult annoying annoyed annoys irritating irritated frustrating frustrated
        frustrates frustration disappointing disappointed disappoints disappointment upset upsetting boring
        bored dull tedious painful stupid dumb idiotic silly nonsense pointless waste wasted wasting
        expensive overpriced costly negative failed fails fail failing failure failures
        # english-sad -1 forms
        sad sadly sadness unhappy miserable depressed depressing depression lonely cry cried crying cries
        tears tear sorrow grief mourn hurt hurts pain pains suffer suffered suffering suffers regret regrets
        regretted miss missed sorry apologize apologise apologies unfortunately alas tired exhausted
        stressed stress worried worry worries worrying afraid fear fears scared scary frightened anxious
        anxiety nervous panic hopelessness despair
        # english-anger -2 forms
        angry angrily anger furious fury rage outraged hate hated hates hating hatred despise loathe detest
        damn damned dammit crap shit shitty bullshit fuck fucked fucking fuckin fck wtf ffs bastard bitch
        asshole arsehole idiot idiots moron morons fool fools jerk jerks loser losers scum liar liars
        scumbag dickhead cunt whore slut retard retarded pig pigs
        # english-trouble -1 forms
        problem problems trouble troubles error errors bug bugs crash crashed crashes mistake mistakes fault
        faults defect defects complaint complaints complain complained complaining refuse refused refuses
        reject rejected ignore ignored ignores deny denied cancel cancelled canceled refund refunds scam
        scams scammed fraud fraudulent cheat cheated cheating steal stole stolen theft lie lied lying
        corrupt corruption scandal crisis wars attack attacks attacked kill killed killing kills murder
        murdered death deaths dead died dies dying victim victims bomb bombs terror terrorist terrorists
        violence violent crime crimes criminal criminals threat threats threaten threatened disaster
        disasters catastrophe tragedy tragic accident accidents injury injured ill illness disease
        """
}
