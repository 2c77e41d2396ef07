"""Words of a line say the same to a support desk; the first stands for all of them.

A word that is missing costs a look, one that does not belong costs trust: "ship" is not "deliver".
"""

_SAME_WORDS = """
    approve approval authorise authorize authorisation authorization
    choose pick select
    press click tap
    complete completion
    submit submission
    reimburse reimbursement refund
    begin start commence
    end finish lapse expire expiry forfeit
    buy purchase
    see view
    tell inform notify
    show display
    email e-mail mail
    photo photograph picture
    cancel cancellation
    delete deletion erase remove removal
    register registration enrol enroll enrolment
    renew renewal
    pay payment
    arrive arrival come
    install installation
    replace replacement
    deadline cutoff
    trip journey
    doctor physician
    bill invoice
    help assist assistance
    child children kid kids
    request ask
    keep retain
    travel travelling
    claim claimable
    person people
    lend borrow
    reset resetting
    automatic automatically
    remote remotely
    annual yearly
    shop store
    lift elevator
    employee staff personnel
    break defective faulty
    repair fix mend
    extra additional further
    enough sufficient
    call ring phone telephone
    send post
    check verify
    happen occur
    wrong incorrect
    large big
    quick quickly fast rapid
    change amend alter modify modification alteration
    answer reply respond response
    attach enclose
    postpone defer
    client customer
    firm company
    flat apartment
    taxi cab
    sick ill sickness illness
    rubbish trash garbage waste
    often frequently
    soon shortly
    everyone everybody
    anyone anybody
    someone somebody
    fee charge
    cost price
    discount reduction
    salary wage wages
    resign quit
    parcel package
    allowance entitlement
    available availability
    valid validity
    activate enable activation
    deactivate disable deactivation
    connect connection
    deliver delivery
    confirm confirmation
"""
SAME_WORDS = {word: line.split()[0] for line in _SAME_WORDS.strip().splitlines() for word in line.split()}
