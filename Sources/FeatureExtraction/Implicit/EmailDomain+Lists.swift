extension EmailDomain {
  /// Domains under which everybody can have a mailbox: mail providers and access providers.
  static let freeDomains: Set<String> = [
    // Worldwide
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com",
    "passport.com", "yahoo.com", "ymail.com", "rocketmail.com", "myyahoo.com", "aol.com", "aim.com",
    "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com",
    "tutanota.de", "tuta.io", "tuta.com", "zoho.com", "zohomail.com", "mail.com", "email.com",
    "usa.com", "fastmail.com", "fastmail.fm", "hushmail.com", "hey.com", "inbox.com", "gmx.com",
    "gmx.net", "lycos.com", "excite.com", "juno.com", "netscape.net", "runbox.com", "duck.com",
    // Yahoo, Hotmail, Live and Outlook by country
    "yahoo.co.uk", "yahoo.fr", "yahoo.de", "yahoo.it", "yahoo.es", "yahoo.ca", "yahoo.com.br",
    "yahoo.com.au", "yahoo.co.in", "yahoo.in", "yahoo.co.jp", "yahoo.co.id", "yahoo.com.mx",
    "yahoo.com.ar", "yahoo.com.sg", "yahoo.com.ph", "yahoo.com.hk", "yahoo.com.tw", "yahoo.ie",
    "yahoo.gr", "yahoo.se", "yahoo.no", "yahoo.dk", "hotmail.co.uk", "hotmail.fr", "hotmail.de",
    "hotmail.it", "hotmail.es", "hotmail.ca", "hotmail.be", "hotmail.nl", "hotmail.se",
    "hotmail.com.br", "hotmail.com.ar", "live.co.uk", "live.fr", "live.de", "live.it", "live.nl",
    "live.be", "live.ca", "live.com.au", "live.se", "live.dk", "live.no", "outlook.fr",
    "outlook.de", "outlook.es", "outlook.it", "outlook.com.br", "outlook.jp", "outlook.in",
    // Europe
    "gmx.de", "gmx.at", "gmx.ch", "gmx.fr", "web.de", "freenet.de", "t-online.de", "arcor.de",
    "mail.de", "posteo.de", "mailbox.org", "vodafone.de", "bluewin.ch", "hispeed.ch", "chello.at",
    "aon.at", "orange.fr", "wanadoo.fr", "laposte.net", "free.fr", "sfr.fr", "bbox.fr", "neuf.fr",
    "libero.it", "virgilio.it", "alice.it", "tiscali.it", "tin.it", "fastwebnet.it",
    "telefonica.net",
    "terra.es", "sapo.pt", "btinternet.com", "btopenworld.com", "sky.com", "virginmedia.com",
    "ntlworld.com", "talktalk.net", "blueyonder.co.uk", "tiscali.co.uk", "eircom.net", "ziggo.nl",
    "kpnmail.nl", "planet.nl", "xs4all.nl", "telenet.be", "skynet.be", "proximus.be", "telia.com",
    "online.no", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "op.pl", "seznam.cz", "email.cz",
    "centrum.cz", "azet.sk", "freemail.hu", "citromail.hu", "abv.bg", "mail.bg", "ukr.net", "i.ua",
    "mail.ru", "bk.ru", "list.ru", "inbox.ru", "yandex.ru", "yandex.com", "ya.ru", "rambler.ru",
    // The Americas
    "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net",
    "charter.net", "earthlink.net", "optonline.net", "roadrunner.com", "windstream.net",
    "frontier.com", "centurylink.net", "rogers.com", "shaw.ca", "sympatico.ca", "bell.net",
    "telus.net", "videotron.ca", "uol.com.br", "bol.com.br", "terra.com.br", "ig.com.br",
    "globo.com", "prodigy.net.mx",
    // Asia and the Pacific
    "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com",
    "aliyun.com", "139.com", "naver.com", "hanmail.net", "daum.net", "nate.com", "docomo.ne.jp",
    "ezweb.ne.jp", "softbank.ne.jp", "rediffmail.com", "indiatimes.com", "sify.com", "bigpond.com",
    "bigpond.net.au", "optusnet.com.au", "iinet.net.au", "xtra.co.nz", "walla.co.il", "walla.com",
    "maktoob.com",
  ]

  /// Domains of mailboxes that are thrown away after one message.
  static let disposableDomains: Set<String> = [
    "mailinator.com", "guerrillamail.com", "guerrillamail.net", "guerrillamail.org",
    "guerrillamail.biz", "guerrillamail.de", "sharklasers.com", "grr.la", "10minutemail.com",
    "10minutemail.net", "20minutemail.com", "temp-mail.org", "temp-mail.io", "tempmail.com",
    "tempmail.net", "tempmailo.com", "tempail.com", "throwawaymail.com", "trashmail.com",
    "trashmail.net", "trashmail.de", "trash-mail.com", "yopmail.com", "yopmail.fr", "yopmail.net",
    "getnada.com", "nada.email", "maildrop.cc", "mailnesia.com", "mailcatch.com", "mailnull.com",
    "mintemail.com", "mohmal.com", "moakt.com", "dispostable.com", "discard.email",
    "fakeinbox.com", "fakemail.net", "emailondeck.com", "spamgourmet.com", "spam4.me",
    "spambog.com", "spamex.com", "mytemp.email", "burnermail.io", "inboxbear.com", "tempinbox.com",
    "jetable.org", "incognitomail.org", "anonbox.net", "byom.de", "wegwerfmail.de",
    "wegwerfemail.de", "einrot.com", "mailexpire.com", "mailforspam.com", "harakirimail.com",
    "mailtemp.net", "dropmail.me", "minutemail.net", "luxusmail.org", "1secmail.com",
    // Domains of a well-known generator of invented persons
    "armyspy.com", "cuvox.de", "dayrep.com", "fleckens.hu", "gustr.com", "jourrapide.com",
    "rhyta.com", "superrito.com", "teleworm.us",
  ]

  /// Second levels below a country under which names are registered, as `co` in `acme.co.uk`.
  static let registrySecondLevels: Set<String> = [
    "co", "com", "org", "net", "ac", "edu", "gov", "gob", "gouv", "govt", "mil", "or", "ne", "go",
    "gv", "gc", "ltd", "plc", "nhs", "sch", "asn", "nom", "gen",
  ]

  /// Domains of governments and of their organizations that no label such as `gov` tells of.
  static let governmentDomains: Set<String> = [
    // Second levels that a country keeps for its authorities
    "go.jp", "lg.jp", "go.kr", "go.th", "go.id", "go.ke", "go.tz", "go.ug", "go.cr", "gc.ca",
    "gv.at", "gub.uy", "guv.ro", "police.uk", "nhs.uk", "mod.uk", "fed.us",
    // Governments and their offices
    "canada.ca", "bund.de", "bundeswehr.de", "bundesbank.de", "bayern.de", "nrw.de", "admin.ch",
    "belgium.be", "fgov.be", "regeringen.se", "gov.scot", "gov.wales", "government.nl",
    "rijksoverheid.nl", "overheid.nl", "minfin.nl",
    // Organizations of governments
    "europa.eu", "un.org", "unicef.org", "unesco.org", "undp.org", "worldbank.org", "imf.org",
    "oecd.org", "wto.org", "adb.org", "icrc.org", "osce.org",
  ]

  /// Top-level domains of countries and territories that are sold for their looks.
  static let domainsUsedWorldwide: Set<String> = [
    "ac", "ag", "ai", "am", "as", "cc", "cd", "co", "cx", "dj", "eu", "fm", "gd", "gg", "gl", "gs",
    "im", "io", "la", "ly", "me", "ms", "mu", "nu", "pm", "pw", "sc", "sh", "so",
    "st", "su", "tf", "tk", "to", "tv", "vc", "vg", "ws",
  ]
}
