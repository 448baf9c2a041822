/// Mail providers where anybody can have an address.
package enum FreeMail {
    /// Their domains, in lower case: German-speaking countries first, then the large ones elsewhere.
    package static let domains: Set<String> = Set(
        """
        1und1.de a1.net aikq.de alice.de alice-dsl.de alice-dsl.net aon.at arcor.de bluemail.ch bluewin.ch
        chello.at drei.at email.de emailn.de ewe.net ewetel.net firemail.de freemail.de freenet.de genion.de
        gmx.at gmx.ch gmx.com gmx.de gmx.eu gmx.info gmx.li gmx.net gmx.org gmxpro.de googlemail.de hispeed.ch
        htp-tel.de inode.at kabelbw.de kabelmail.de live.at live.ch live.de liwest.at lycos.de m-net.de
        magenta.at mail.de mailbox.org mnet-mail.de mnet-online.de mymail.ch netcologne.de o2.de o2mail.de
        o2online.de online.de online.ms osnanet.de outlook.at outlook.de posteo.ch posteo.de posteo.net pt.lu
        quickline.ch rocketmail.com sunrise.ch surfeu.de swissonline.ch t-mobile.de t-online.de telebel.de
        tele2.at tele2.de telecolumbus.net tutanota.com tutanota.de tuta.com tuta.io unity-mail.de unitybox.de
        utanet.at versanet.de vodafone.de vodafonemail.de vol.at web.de wtnet.de yahoo.at yahoo.ch yahoo.de
        ymail.com aim.com aol.at aol.ch aol.com aol.de aol.fr att.net bk.ru bol.com.br btinternet.com
        centrum.cz comcast.net email.cz fastmail.com fastmail.fm free.fr gmail.com gmail.de googlemail.com
        hey.com home.nl hotmail.at hotmail.ch hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr
        hotmail.it icloud.com inbox.ru interia.pl kpnmail.nl laposte.net libero.it list.ru live.co.uk live.com
        live.fr live.it live.nl mac.com mail.com mail.ru me.com msn.com neuf.fr o2.pl onet.pl op.pl orange.fr
        outlook.com outlook.es outlook.fr pm.me poczta.onet.pl proton.me protonmail.ch protonmail.com qq.com
        rambler.ru seznam.cz sfr.fr sky.com skynet.be telenet.be tin.it tiscali.it verizon.net virgilio.it
        wanadoo.fr wp.pl yahoo.co.uk yahoo.com yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ya.ru zoho.com
        zoho.eu ziggo.nl 163.com 126.com
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
