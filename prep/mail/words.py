"""What mail programs write around a reply, in the languages they write it in. Words only; the rules are elsewhere.

Collected from the strings of common mail programs (Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, Zoho, Lotus Notes).
A new language is a new word in these tables, not a new rule.
"""

from typing import Literal

HeaderKey = Literal["from", "date", "to", "cc", "subject", "other"]

# The line above a quote: "On Monday, Jane wrote:". Matched as whole words, case ignored.
WROTE = (
    "wrote", "writes", "has written", "schrieb", "hat geschrieben", "a écrit", "a ecrit", "escribió", "escribio",
    "ha escrit", "va escriure", "ha scritto", "schreef", "geschreven", "escreveu", "skrev", "kirjoitti", "napisał",
    "napisał(a)", "napisała", "napisal", "napisal(a)", "napsal", "napsala", "napsal(a)", "napísal", "napísal(a)",
    "pisze", "írta", "ezt írta", "a scris", "yazdı", "şunu yazdı", "написал", "написала", "написал(а)", "пишет",
    "писал", "писал(а)", "написав", "пише", "написа", "έγραψε", "כתב", "כתבה", "كتب", "写道", "寫道", "のメール",
    "書きました", "님이 작성", "작성", "menulis", "đã viết", "kirjutas", "rakstīja", "rašė", "napisao", "napisala",
    "je napisao", "je napisal", "skrifaði", "เขียนว่า",
)  # fmt: skip

# Who wrote it in the first person is quoting in a sentence, not through a mail program.
WROTE_MYSELF = ("i wrote", "we wrote", "you wrote", "ich schrieb", "wir schrieben", "as i wrote", "escribí", "scrissi")

WEEKDAYS = (
    "mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday",
    "sat", "saturday", "sun", "sunday", "mo", "di", "mi", "do", "fr", "sa", "so", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag", "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "lundi", "mardi",
    "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes",
    "sábado", "domingo", "mié", "jue", "vie", "sáb", "dom", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì",
    "sabato", "domenica", "gio", "sab", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "ma", "wo", "vr", "za", "zo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "seg",
    "ter", "qua", "qui", "sex", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag", "man", "tir",
    "ons", "tor", "tors", "fre", "lør", "søn", "måndag", "tisdag", "lördag", "söndag", "mån", "tis", "lör", "sön",
    "ti", "ke", "to", "pe", "la", "su", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai",
    "sunnuntai", "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "poniedziałek", "wtorek", "środa", "czwartek",
    "piątek", "sobota", "niedziela", "po", "út", "st", "čt", "pá", "ne", "пн", "вт", "ср", "чт", "пт", "сб", "вс",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "нд",
)  # fmt: skip

# How such a line starts when it does not start with a date or a name.
ON = (
    "on", "am", "le", "el", "il", "op", "em", "den", "dne", "dňa", "dnia", "w dniu", "a", "pe", "la", "στις", "在",
    "於", "ב", "في", "vào", "pada", "kl", "il giorno", "no dia", "na", "dana", "quoting", "zitat von", "from",
)  # fmt: skip

_KEYS: tuple[tuple[HeaderKey, tuple[str, ...]], ...] = (
    ("from", (
        "from", "de", "von", "da", "van", "od", "fra", "från", "от", "від", "от кого", "lähettäjä", "feladó", "de la",
        "kimden", "gönderen", "发件人", "寄件者", "差出人", "보낸 사람", "보낸사람", "מאת", "من", "από", "pošiljatelj",
        "saatja", "remitente", "remetente", "mittente", "afzender", "absender", "expéditeur", "sender", "avsändare",
        "avsender", "afsender", "nadawca", "odesílatel", "tăng từ", "từ", "dari",
    )),
    ("date", (
        "date", "sent", "sent on", "received", "gesendet", "gesendet am", "datum", "envoyé", "envoyé le", "envoye",
        "message du", "inviato", "inviato il", "data", "enviado", "enviado el", "enviada", "enviada em", "enviado em",
        "fecha", "verzonden", "verzonden op", "sendt", "skickat", "dato", "lähetetty", "päivämäärä", "päiväys", "pvm",
        "wysłano", "wysłane", "odesláno", "odoslané", "отправлено", "отправлен", "дата", "надіслано", "küldve",
        "elküldve", "dátum", "trimis", "tarih", "gönderildi", "gönderme tarihi", "发送时间", "发送日期", "日期",
        "寄件日期", "送信日時", "日付", "日時", "날짜", "보낸 날짜", "נשלח", "תאריך", "التاريخ", "تاريخ", "ημερομηνία",
        "στάλθηκε", "poslano", "dikirim", "ngày", "saadetud", "kuupäev",
    )),
    ("to", (
        "to", "an", "à", "a", "para", "aan", "til", "till", "do", "komu", "кому", "vastaanottaja", "címzett", "către",
        "kime", "alıcı", "收件人", "收件者", "宛先", "받는 사람", "받는사람", "אל", "إلى", "προς", "destinatario",
        "destinataire", "empfänger", "primatelj", "kepada", "đến", "saaja", "prima", "dla",
    )),
    ("cc", (
        "cc", "bcc", "copie à", "copie", "cc :", "kopie", "kopia", "kopi", "copia", "con copia", "cópia", "dw", "udw",
        "копия", "копія", "抄送", "副本", "참조", "kopio", "másolatot kap", "bilgi", "κοιν", "עותק", "نسخة",
    )),
    ("subject", (
        "subject", "betreff", "objet", "oggetto", "asunto", "assunto", "onderwerp", "emne", "ämne", "aihe", "temat",
        "předmět", "predmet", "тема", "tárgy", "subiect", "konu", "主题", "主旨", "件名", "제목", "נושא", "الموضوع",
        "θέμα", "perihal", "chủ đề", "teema", "re", "vs",
    )),
    ("other", (
        "reply-to", "reply to", "antwort an", "répondre à", "attachments", "anlagen", "pièces jointes", "importance",
        "priority", "priorität", "organization", "organisation", "in-reply-to", "message-id", "bijlagen", "allegati",
        "adjuntos", "anexos", "vedhæftet", "vedhæftede filer", "bilagor",
    )),
)  # fmt: skip
HEADER_KEYS: dict[str, HeaderKey] = {key: kind for kind, keys in _KEYS for key in keys}

ORIGINAL_MESSAGE = (
    "original message", "original appointment", "original email", "reply message", "ursprüngliche nachricht",
    "originalnachricht", "original-nachricht", "original nachricht", "ursprünglicher termin", "message d'origine",
    "message d’origine", "message original", "message initial", "mensaje original", "messaggio originale",
    "messaggio originale di", "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke afspraak",
    "mensagem original", "oprindelig meddelelse", "oprindelig besked", "original meddelelse",
    "ursprungligt meddelande", "originalmeddelande", "opprinnelig melding", "original melding", "alkuperäinen viesti",
    "wiadomość oryginalna", "oryginalna wiadomość", "původní zpráva", "pôvodná správa", "исходное сообщение",
    "оригинальное сообщение", "eredeti üzenet", "mesaj original", "orijinal mesaj", "özgün ileti", "原始邮件",
    "邮件原件", "原始郵件", "元のメッセージ", "원본 메시지", "αρχικό μήνυμα", "הודעה מקורית", "الرسالة الأصلية",
    "izvorna poruka",
)  # fmt: skip

FORWARDED = (
    "forwarded message", "forwarded by", "begin forwarded message", "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht", "beginn der weitergeleiteten nachricht", "message transféré",
    "message transmis", "début du message réexpédié", "début du message transféré", "mensaje reenviado",
    "inicio del mensaje reenviado", "messaggio inoltrato", "inizio messaggio inoltrato", "forwarded mail",
    "doorgestuurd bericht", "begin doorgestuurd bericht", "mensagem encaminhada", "início da mensagem encaminhada",
    "videresendt meddelelse", "start på videresendt besked", "vidarebefordrat meddelande", "vidarebefordrat brev",
    "videresendt melding", "välitetty viesti", "edelleenlähetetty viesti", "wiadomość przekazana",
    "przekazana wiadomość", "přeposlaná zpráva", "пересылаемое сообщение", "пересланное сообщение",
    "начало переадресованного сообщения", "továbbított üzenet", "yönlendirilen ileti", "转发的邮件", "轉寄郵件",
    "転送メッセージ", "전달된 메시지",
)  # fmt: skip

ABOVE_THIS_LINE = (
    "above this line", "oberhalb dieser zeile", "über dieser zeile", "über diese zeile", "au-dessus de cette ligne",
    "encima de esta línea", "arriba de esta línea", "acima desta linha", "sopra questa riga", "sopra questa linea",
    "boven deze regel", "boven deze lijn", "ovanför denna rad", "ovanför den här raden", "over denne linje",
    "over denne linjen", "tämän rivin yläpuolelle", "powyżej tej linii", "nad tuto čáru", "nad tento řádek",
    "выше этой строки", "bu satırın üstüne", "在此行上方", "この行より上",
)  # fmt: skip

SENT_FROM = (
    "sent from", "sent via", "sent using", "sent with", "sent by", "get outlook for", "gesendet von", "von meinem",
    "gesendet mit", "gesendet über", "diese nachricht wurde von meinem", "envoyé de", "envoyé depuis",
    "envoyé à partir de", "envoyé avec", "télécharger outlook", "obtenez outlook", "enviado desde", "enviado a través",
    "enviado con", "obtener outlook", "inviato da", "inviato dal", "scarica outlook", "ottieni outlook",
    "verzonden vanaf", "verstuurd vanaf", "verzonden met", "verstuurd met", "outlook voor", "enviado do", "enviado de",
    "enviado pelo", "enviada do", "obter o outlook", "sendt fra", "hent outlook", "skickat från", "hämta outlook",
    "skaffa outlook", "lähetetty", "hanki outlook", "wysłano z", "wysłane z", "pobierz program outlook", "odesláno z",
    "odoslané z", "отправлено с", "отправлено из", "надіслано з", "elküldve az", "trimis de pe", "trimis din",
    "iphone'umdan", "發自我的", "从我的", "发自我的", "iphoneから送信", "나의 iphone에서 보냄", "내 iphone에서 보냄",
    "נשלח מ", "sent on the go", "sent from mail for", "von meinem iphone gesendet", "στάλθηκε από", "أرسلت من",
)  # fmt: skip

# A sign-off line, alone or with a comma; a name may follow on the next lines.
SIGN_OFFS = (
    "thanks", "thank you", "many thanks", "thanks a lot", "thanks so much", "thank you so much", "thank you very much",
    "thanks very much", "thanks in advance", "thank you in advance", "thanks again", "thank you again", "thx", "ty",
    "cheers", "ta", "regards", "best", "best regards", "kind regards", "warm regards", "warmest regards",
    "kindest regards", "with kind regards", "with best regards", "with regards", "best wishes", "all the best",
    "sincerely", "yours sincerely", "sincerely yours", "yours faithfully", "yours truly", "yours", "respectfully",
    "cordially", "br", "kr", "rgds", "thanks and regards", "thanks & regards", "many thanks and best regards",
    "thanks and best regards", "thanks and kind regards", "thank you and regards", "thank you and best regards",
    "thank you & regards", "take care", "have a great day", "have a nice day", "have a good day", "talk soon",
    "warmly", "greetings", "best of luck", "with thanks", "much appreciated", "in advance thanks", "tia",
    "with best wishes", "with kindest regards", "with warm regards", "have a great weekend", "have a good weekend",
    "have a nice weekend", "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichem gruß",
    "mit freundlichem gruss", "freundliche grüße", "freundliche grüsse", "freundlicher gruß", "beste grüße",
    "beste grüsse", "viele grüße", "viele grüsse", "liebe grüße", "liebe grüsse", "schöne grüße", "herzliche grüße",
    "grüße", "grüsse", "gruß", "gruss", "mfg", "lg", "vg", "danke", "vielen dank", "besten dank", "danke im voraus",
    "vielen dank im voraus", "cordialement", "bien cordialement", "très cordialement", "sincères salutations",
    "salutations", "meilleures salutations", "bien à vous", "amicalement", "merci", "merci d'avance", "merci beaucoup",
    "cdt", "cdlt", "bonne journée", "bonne réception", "saludos", "un saludo", "saludos cordiales", "cordialmente",
    "atentamente", "gracias", "muchas gracias", "gracias de antemano", "cordiali saluti", "distinti saluti", "saluti",
    "grazie", "grazie mille", "un saluto", "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet",
    "vriendelijke groeten", "hartelijke groet", "hartelijke groeten", "groet", "groeten", "mvg", "bedankt",
    "alvast bedankt", "dank u", "dank je", "atenciosamente", "cumprimentos", "com os melhores cumprimentos",
    "melhores cumprimentos", "abraço", "abraços", "obrigado", "obrigada", "muito obrigado", "muito obrigada", "att",
    "med venlig hilsen", "venlig hilsen", "mvh", "hilsen", "mange hilsner", "tak", "på forhånd tak", "mange tak",
    "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "tack", "tack på förhand",
    "tack så mycket", "med vennlig hilsen", "vennlig hilsen", "takk", "på forhånd takk", "ystävällisin terveisin",
    "terveisin", "kiitos", "kiitos etukäteen", "pozdrawiam", "z poważaniem", "dziękuję", "z wyrazami szacunku",
    "s pozdravem", "děkuji", "s úctou", "с уважением", "спасибо", "заранее спасибо", "з повагою", "дякую",
    "üdvözlettel", "köszönöm", "cu stimă", "mulțumesc", "saygılarımla", "teşekkürler", "teşekkür ederim", "此致",
    "谢谢", "よろしくお願いします", "よろしくお願いいたします", "감사합니다", "με εκτίμηση", "ευχαριστώ", "תודה",
    "בברכה", "شكرا", "مع التحية",
)  # fmt: skip

GREETINGS = (
    "hi", "hello", "hey", "hiya", "heya", "respected", "hi there", "hello there", "hey there", "dear", "good morning",
    "good afternoon", "good evening", "good day", "greetings", "morning", "afternoon", "howdy",
    "to whom it may concern", "hallo", "guten tag", "guten morgen", "guten abend", "moin", "servus", "grüezi",
    "grüß gott", "sehr geehrte", "sehr geehrter", "liebe", "lieber", "bonjour", "bonsoir", "salut", "cher", "chère",
    "madame, monsieur", "hola", "buenos días", "buenas tardes", "buenas", "estimado", "estimada", "estimados", "ciao",
    "buongiorno", "buonasera", "salve", "gentile", "egregio", "hoi", "goedemorgen", "goedemiddag", "goedendag",
    "beste", "geachte", "olá", "oi", "bom dia", "boa tarde", "boa noite", "prezado", "prezada", "caro", "cara", "hej",
    "hejsa", "kære", "god morgen", "goddag", "god dag", "hei", "heisann", "kjære", "hejsan", "god morgon", "bästa",
    "moi", "hyvää päivää", "terve", "cześć", "dzień dobry", "witam", "szanowni państwo", "dobrý den", "ahoj",
    "здравствуйте", "добрый день", "привет", "добрый вечер", "доброе утро", "вітаю", "добрий день", "szia", "tisztelt",
    "bună", "bună ziua", "merhaba", "sayın", "namaste", "您好", "你好", "お世話になっております", "안녕하세요",
    "γεια σας", "שלום", "مرحبا",
)  # fmt: skip
