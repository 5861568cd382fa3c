"""Headings that school systems print, in small letters and digits alone (standards 4.6)."""


def _each(**spellings: str) -> dict[str, str]:
    return {word: meaning for meaning, words in spellings.items() for word in words.split()}


WORDS = _each(
    upn="upn uniquepupilnumber pupilupn upnnumber upnno studentupn",
    admission_number="admissionnumber admissionno adno admno admnumber pupilid studentid",
    full_name="name fullname pupilname student pupil studentname child childname childsname "
    "pupilfullname studentfullname legalname legalfullname surnameforename forenamesurname",
    legal_forename="legalforename legalfirstname forename firstname givenname pupilforename "
    "studentforename pupilfirstname studentfirstname childforename childfirstname legalforenames "
    "forenames firstnames givennames",
    legal_surname="legalsurname legallastname surname lastname familyname pupilsurname "
    "studentsurname pupillastname studentlastname childsurname childlastname legalfamilyname",
    preferred_forename="preferredforename preferredfirstname chosenforename chosenfirstname "
    "knownas preferredname chosenname preferredgivenname",
    preferred_surname="preferredsurname preferredlastname chosensurname chosenlastname "
    "preferredfamilyname",
    born_on="dob dateofbirth birthdate dateborn birthday born pupildob studentdob",
    year="yeargroup ncyear ncyearactual year yr yeargrp yrgroup yrgrp curriculumyear "
    "nationalcurriculumyear",
    **{"class": "class classname form reggroup registrationgroup tutorgroup reg formgroup regform"},
    joined_on="admissiondate dateofadmission entrydate dateofentry joined joinedon datejoined "
    "startdate doa",
    left_on="leavingdate dateofleaving leftdate left lefton dateleft leavedate leaving dol",
    ignore="sex gender ethnicity ethniccode firstlanguage language house address postcode religion "
    "middlename middlenames nationality countryofbirth enrolmentstatus",
)

GROUPS = {
    word: name
    for name, words in {
        "Pupil premium": "pupilpremium pupilpremiumindicator pp ppindicator ispupilpremium "
        "pupilpremiumeligible pupilpremiumstatus ppg",
        "Free school meals": "fsm freeschoolmeals freeschoolmeal fsmeligible eligibleforfsm "
        "freeschoolmealseligible fsmeligibility",
        "Free school meals in the last six years": "everfsm ever6fsm fsmever6 ever6",
        "SEN": "sen senstatus senprovision send sendstatus sencode senlevel isssen senstage",
        "EAL": "eal englishasanadditionallanguage englishadditionallanguage ealstatus iseal",
        "In care": "incare lookedafter lac cla childlookedafter lookedafterchild incarestatus",
        "Service child": "servicechild servicefamily serviceparent servicechildreninfamily "
        "childofservicepersonnel servicechildren",
    }.items()
    for word in words.split()
}

CONTACT_STARTS = (
    "prioritycontact", "emergencycontact", "contact", "parentcarer", "parentorcarer",
    "parentguardian", "parentorguardian", "parent", "guardian", "carer",
)  # fmt: skip

# What stands above a contact's columns; of the last six nobody can tell which contact it is.
CONTACT_GROUPS = frozenset(
    [*CONTACT_STARTS, "mother", "father", "mum", "dad", "stepparent", "nextofkin"]
)

CONTACT_WORDS = _each(
    guardian_title="title salutation",
    guardian_forename="forename firstname givenname",
    guardian_surname="surname lastname familyname",
    relationship="relationship relation relationshiptopupil relationshiptochild relationtopupil "
    "relationshiptostudent relationshiptype",
    guardian_email="email emailaddress mail primaryemail mainemail emailprimary homeemail",
    guardian_phone="mobile phone telephone tel mobilenumber phonenumber telephonenumber "
    "mobilephone hometelephone homephone mainphone primaryphone mobiletelephone telephoneno "
    "mobileno contactnumber number daytimephone",
    parental_responsibility="parentalresponsibility pr hasparentalresponsibility haspr "
    "responsibility parentalresp",
    lives_with="liveswith liveswithpupil liveswithchild livesathome sameaddress livesatsameaddress "
    "resideswith addressaspupil",
    contact_order="priority order contactpriority contactorder priorityorder callorder",
) | {"": "guardian_full_name", "name": "guardian_full_name", "fullname": "guardian_full_name"}
