"""Words of a line say the same to a support desk; the first stands for all of them.

A word that is missing costs a look, one that does not belong costs trust: "ship" is not "deliver", and a word of two
senses belongs nowhere: the "mail client" is no customer, who finishes a course does not forfeit it.
"""

_SAME_WORDS = """
    approve approval authorise authorize authorisation authorization
    choose select
    complete completion
    submit submission
    reimburse reimbursement refund
    begin start commence
    lapse lapsed expire expiry
    buy purchase
    tell inform notify
    show display
    email e-mail
    photo photograph picture
    cancel cancellation
    delete deletion erase
    remove removal
    register registration enrol enroll enrolment
    renew renewal
    pay payment
    arrive arrival
    install instal installation
    replace replacement
    deadline cutoff
    trip journey
    doctor physician
    help assist assistance
    child children kid kids
    keep retain
    travel travelling
    person people
    reset resetting
    automatic automatically
    remote remotely
    annual yearly
    staff personnel
    defective faulty
    repair mend
    extra additional
    enough sufficient
    phone telephone
    happen occur
    wrong incorrect
    large big
    quick quickly rapid
    amend alter modify modification alteration
    answer reply respond response
    attach enclose
    postpone defer
    taxi cab
    sick ill sickness illness
    rubbish trash garbage
    often frequently
    soon shortly
    everyone everybody
    anyone anybody
    someone somebody
    salary wage wages
    available availability
    valid validity
    activate enable activation
    deactivate disable deactivation
    connect connection
    deliver delivery
    confirm confirmation
"""
SAME_WORDS = {word: line.split()[0] for line in _SAME_WORDS.strip().splitlines() for word in line.split()}
