/**
 * Commonest function words of languages in Latin script, by ISO 639-3; words that English has as well are left out, as
 * "die", "war" and "pour". They tell what short lines are written in, where trigrams do not.
 */
const WORDS_BY_LANGUAGE: Readonly<Record<string, string>> = {
  deu: `der das dem des ein eine einen einem einer und oder aber nicht kein keine ich du er wir ihr sie mich dich uns
    euch ihnen ihre unser unsere mein dein sein ist sind bist seid waren wird werden wurde haben habe hatte können
    kann könnte möchte müssen muss soll sollen auf für mit von zum zur bei nach aus über durch wenn dann dass weil
    wie wo wer warum auch noch schon sehr mal ja nein danke bitte gerne heute morgen gestern hier dort jetzt immer
    etwas alles guten ganz genau vielleicht`,
  nld: `het een de en ik jij je wij jullie zij hij niet geen maar ook dat dit deze wat hoe waar wanneer waarom wie voor
    naar bij uit zijn bent heeft hebben heb wordt worden kunnen kunt moeten moet zal zullen wil willen zou nog wel
    heel erg goed dank graag alsjeblieft vandaag morgen gisteren hier daar nu onze ons mijn jouw haar hun als omdat
    dus eens gaat gaan doen`,
  swe: `och att det är jag inte på för som har med vi av om så från vad hur när ska skulle kan mycket också ett en
    kommer eller bara någon något hej tack idag imorgon igår mig oss er honom henne deras vår vårt våra mitt min din
    ditt nu här där eftersom bra mer väl ju redan hade varit blir alla efter utan måste vill`,
  dan: `og det er jeg ikke på som har med vi til af om så fra hvad hvordan hvornår hvor skal skulle kan meget også et en
    kommer eller nogen noget hej tak mig os jer ham hende deres vores mit min din nu der fordi godt mere været
    bliver alle efter uden må vil havde dag`,
  nob: `og det er jeg ikke på som har med vi til av om så fra hva hvordan når hvor skal skulle kan mye også et en kommer
    eller noen noe hei takk meg deg oss dere ham henne deres vår vårt våre mitt min din nå der fordi bra mer vært
    blir alle etter uten må vil hadde`,
  isl: `og að það er ég ekki á fyrir sem hefur með við til af en frá hvað hvernig hvenær hvar mjög líka þetta þú takk já
    nei`,
  fra: `le la les un une des du de et est sont je tu il elle nous vous ils elles ne pas que qui quoi dans avec sur par
    mais où quand pourquoi combien ce cette ces cet mon mes notre nos votre vos leur leurs être avoir avez avons ont
    suis êtes fait faire peut pouvez pouvons très bien aussi alors merci oui bonjour demain aujourd'hui hier ici là
    c'est j'ai d'accord aux au chez donc parce moi toi lui tout tous toute encore`,
  spa: `el la los las un una unos unas es son está están estoy yo tú él ella nosotros ustedes ellos que qué quién como
    cómo cuándo dónde por para con sobre entre pero porque muy también más este esta esto ese esa eso su sus nuestro
    nuestra del al ser hay tengo tiene tenemos puede podemos hacer gracias hola buenos días mañana hoy ayer aquí
    ahora bien sí les nos lo le todos cuando`,
  por: `os uma uns umas é são está estão estou eu tu ele ela nós vocês eles não que quem como quando onde por para com
    sem sobre entre mas porque muito também mais este esta isto esse essa isso meu minha seu sua nosso nossa da dos
    das na nos nas ao ser tem temos tenho pode podemos fazer obrigado obrigada olá bom dia amanhã hoje ontem aqui
    agora sim tudo você`,
  ita: `il lo la gli le un una uno è sono siamo siete io tu lui lei noi voi loro che chi cosa quando dove perché con
    senza su tra fra molto anche più questo questa quello quella mio mia suo sua nostro nostra del della dei delle
    di da al alla nel nella essere avere ho hai abbiamo avete hanno può possiamo grazie ciao buongiorno domani oggi
    ieri qui ora bene sì tutto ci`,
  cat: `el la els les un una és són està jo tu ell nosaltres vostès que qui com quan amb però perquè molt també més
    aquest aquesta meu seva gràcies bon dia demà avui si plau`,
  ron: `și este sunt eu tu el ea noi voi nu că ce cine cum când unde pentru cu fără dar foarte mai acest această meu mea
    nostru din la pe al ale să avem poate mulțumesc bună ziua mâine astăzi da vă`,
  pol: `nie się jest są jestem jesteśmy na że ja ona wy oni jak ale tak czy dla już był była było może tylko tego przez
    mam mamy mnie nam nas wam bardzo dziękuję dzięki proszę dobrze dobry dzień kiedy gdzie dlaczego kto te ich jego
    jej nasz nasze od ze przy oraz lub jutro dziś wczoraj tutaj teraz będzie będziemy mogę możemy`,
  ces: `je jsou jsem jsme že se na já ona vy oni ne není jak ale tak už byl byla bylo může jen velmi děkuji prosím dobře
    dobrý kdy kde proč kdo jeho její náš naše od při nebo zítra dnes včera tady teď bude budeme mohu můžeme`,
  slk: `je sú som sme že sa na ja ona vy oni nie ako ale čo tak už bol bola bolo môže len veľmi ďakujem prosím dobre
    dobrý deň kedy kde prečo kto tá jeho náš naše od pri alebo zajtra dnes včera tu teraz bude budeme môžem môžeme`,
  slv: `je sem smo da se na jaz ti ona vi oni ne ni kako ampak kaj tako za že bil bila bilo lahko samo zelo hvala prosim
    dobro dober kdaj kje zakaj kdo njegov naš od pri jutri danes včeraj tukaj zdaj bo bomo`,
  hrv: `je su sam smo da se na ja ti ona vi oni ne nije kako što tako za već bio bila bilo može samo vrlo hvala molim
    dobro dobar kada gdje zašto tko taj njegov naš od pri ili sutra danas jučer ovdje sada će ćemo mogu možemo`,
  hun: `az egy és hogy nem vannak én te ő ti ők mit ki hogyan mikor hol miért de csak már nagyon köszönöm kérem jó napot
    igen holnap tegnap itt lesz volt kell lehet meg vagy ez azt ezt nekem nekünk`,
  fin: `ovat olen olemme ei en että ja mutta niin kun ole oli mitä tämä minä sinä hän te myös voi voimme nyt kuin joka
    kanssa meidän teidän minun sinun onko kiitos hyvä hyvää sitten koska missä milloin miksi kuka huomenna tänään
    eilen täällä siellä tai jos kyllä vielä jo olisi pitää paljon se ne sen siitä ollut`,
  est: `ei ja et sa te nad mis kes kuidas millal kus miks aga ka veel juba väga aitäh palun hea tere homme täna eile
    siin nüüd või kui oma meie teie ole olen oleme olid saab peab ning`,
  lav: `ir un ka es tu viņš mēs jūs nav kas kā kad kur kāpēc arī ļoti paldies lūdzu labdien rīt šodien vakar šeit tagad
    vai ja mūsu jūsu bija būs par uz`,
  lit: `yra ir kad aš tu jis mes jūs nėra kas kaip kada kur kodėl taip labai ačiū prašau laba diena rytoj šiandien vakar
    čia dabar jei mūsų jūsų buvo bus gali iš su už apie`,
  tur: `ve bir bu da de ne için ile sen biz siz onlar değil yok nasıl zaman nerede neden ama çok teşekkürler teşekkür
    ederim lütfen iyi günler merhaba evet hayır yarın bugün dün burada şimdi olarak daha gibi kadar bizim sizin`,
  ind: `yang di ke dari ini itu untuk dengan tidak adalah saya kami kita anda mereka apa siapa bagaimana kapan mengapa
    tetapi juga sangat terima kasih tolong selamat pagi besok hari kemarin sini sekarang akan sudah bisa pada atau
    karena`,
  vie: `là và của tôi bạn không có này được cho với những một các đã sẽ rất cảm ơn xin chào ngày mai hôm nay chúng ta anh chị em
    gì khi nào ở đâu tại sao cũng nhưng thì người làm`,
  tgl: `ang ng mga ay ako ikaw siya kami tayo sila hindi opo salamat bukas ngayon ito iyon kung pero rin lang namin natin ninyo
    kayo mo ko niya kasi bakit kailan saan sino paano magandang umaga`,
  swh: `ya wa kwa katika hii hiyo mimi wewe sisi ninyi hapana ndiyo asante kesho leo sana lakini kama yetu yako wangu nini lini wapi
    habari tafadhali karibu`,
};

/** A word in lower case to the languages that it is of. */
export const LANGUAGES_OF_WORD: ReadonlyMap<string, readonly string[]> = languagesByWord();

function languagesByWord(): Map<string, string[]> {
  const languages = new Map<string, string[]>();
  for (const [language, words] of Object.entries(WORDS_BY_LANGUAGE)) {
    for (const word of words.split(/\s+/)) languages.set(word, [...(languages.get(word) ?? []), language]);
  }
  return languages;
}
