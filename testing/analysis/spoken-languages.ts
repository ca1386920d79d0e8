/** A few lines of a call about an offer, and two short ones, in languages that are not covered; by ISO 639-3. */
export const CALLS: Readonly<Record<string, { call: readonly string[]; short: readonly string[] }>> = {
  deu: {
    call: [
      'Guten Morgen, ich wollte kurz über unser Angebot sprechen.',
      'Gerne, der Preis ist für uns noch etwas hoch, und die Lieferzeit passt nicht.',
      'Das verstehe ich. Ich schicke Ihnen bis Freitag einen neuen Vorschlag.',
      'Danke, dann sprechen wir am Montag noch einmal darüber.',
    ],
    short: ['Wann kommt das neue Angebot?', 'Ich schicke es morgen.'],
  },
  swe: {
    call: [
      'God morgon, jag ville bara prata lite om vårt erbjudande.',
      'Gärna, priset är fortfarande lite för högt och leveranstiden passar inte oss.',
      'Det förstår jag. Jag skickar ett nytt förslag till er på fredag.',
      'Tack, då pratar vi om det igen på måndag.',
    ],
    short: ['När kommer det nya erbjudandet?', 'Jag skickar det imorgon.'],
  },
  fra: {
    call: [
      'Bonjour, je voulais vous parler de notre offre de la semaine dernière.',
      'Avec plaisir, mais le prix est encore trop élevé pour nous.',
      'Je comprends. Je vous envoie une nouvelle proposition vendredi.',
      'Merci, nous en reparlons donc lundi avec toute l’équipe.',
    ],
    short: ['Quand est-ce que vous envoyez le contrat ?', 'Je le fais demain.'],
  },
  spa: {
    call: [
      'Buenos días, quería hablar un momento de nuestra oferta.',
      'Claro, el precio todavía es un poco alto para nosotros.',
      'Lo entiendo. Le envío una nueva propuesta el viernes por la mañana.',
      'Gracias, entonces hablamos otra vez el lunes con el equipo.',
    ],
    short: ['¿Cuándo llega la nueva oferta?', 'La envío mañana por la tarde.'],
  },
  nld: {
    call: [
      'Goedemorgen, ik wilde het even over onze offerte hebben.',
      'Prima, de prijs is voor ons nog wat hoog en de levertijd past niet.',
      'Dat begrijp ik. Ik stuur jullie vrijdag een nieuw voorstel.',
      'Bedankt, dan praten we er maandag weer over met het team.',
    ],
    short: ['Wanneer komt het nieuwe voorstel?', 'Ik stuur het morgen.'],
  },
  fin: {
    call: [
      'Hyvää huomenta, halusin puhua hetken meidän tarjouksesta.',
      'Kyllä, hinta on meille vielä vähän liian korkea ja toimitusaika ei sovi.',
      'Ymmärrän. Lähetän teille uuden ehdotuksen perjantaina.',
      'Kiitos, sitten puhumme siitä taas maanantaina koko tiimin kanssa.',
    ],
    short: ['Milloin uusi tarjous on valmis?', 'Minä lähetän sen huomenna.'],
  },
  pol: {
    call: [
      'Dzień dobry, chciałem porozmawiać o naszej ofercie.',
      'Chętnie, cena jest dla nas jeszcze trochę za wysoka i termin nie pasuje.',
      'Rozumiem. Wyślę państwu nową propozycję w piątek rano.',
      'Dziękuję, porozmawiamy o tym jeszcze raz w poniedziałek.',
    ],
    short: ['Kiedy będzie nowa oferta?', 'Dziś jej nie mam, wyślę jutro.'],
  },
  ita: {
    call: [
      'Buongiorno, volevo parlare un momento della nostra offerta.',
      'Volentieri, il prezzo per noi è ancora un po’ alto.',
      'Capisco. Le mando una nuova proposta venerdì mattina.',
      'Grazie, allora ne parliamo di nuovo lunedì con tutto il gruppo.',
    ],
    short: ['Quando arriva la nuova offerta?', 'La mando domani con il contratto.'],
  },
  por: {
    call: [
      'Bom dia, eu queria falar um momento sobre a nossa oferta.',
      'Claro, o preço ainda é um pouco alto para nós.',
      'Entendo. Eu envio uma nova proposta na sexta-feira de manhã.',
      'Obrigado, então falamos outra vez na segunda com a equipe.',
    ],
    short: ['Quando chega a nova proposta?', 'Eu envio amanhã com o contrato.'],
  },
  dan: {
    call: [
      'Godmorgen, jeg ville lige tale om vores tilbud.',
      'Gerne, prisen er stadig lidt for høj for os, og leveringstiden passer ikke.',
      'Det forstår jeg. Jeg sender jer et nyt forslag på fredag.',
      'Tak, så taler vi om det igen på mandag med hele holdet.',
    ],
    short: ['Hvornår kommer det nye tilbud?', 'Jeg sender det i morgen.'],
  },
  ces: {
    call: [
      'Dobrý den, chtěl jsem s vámi mluvit o naší nabídce.',
      'Rád, cena je pro nás ještě trochu vysoká a termín se nám nehodí.',
      'Rozumím. V pátek vám pošlu nový návrh.',
      'Děkuji, v pondělí o tom budeme mluvit znovu.',
    ],
    short: ['Kdy bude nová nabídka?', 'Pošlu ji zítra, dnes už ne.'],
  },
  tur: {
    call: [
      'Günaydın, teklifimiz hakkında biraz konuşmak istedim.',
      'Tabii, fiyat bizim için hâlâ biraz yüksek ve teslim süresi uygun değil.',
      'Anlıyorum. Size cuma günü yeni bir teklif gönderiyorum.',
      'Teşekkürler, pazartesi günü bunu ekiple tekrar konuşuruz.',
    ],
    short: ['Yeni teklif ne zaman hazır?', 'Yarın size göndereceğim ama çok geç.'],
  },
  vie: {
    call: [
      'Xin chào, tôi muốn nói về báo giá của chúng tôi.',
      'Vâng, giá này vẫn hơi cao với chúng tôi.',
      'Tôi hiểu. Tôi sẽ gửi cho bạn đề xuất mới vào thứ Sáu.',
      'Cảm ơn, chúng ta sẽ nói lại vào thứ Hai.',
    ],
    short: ['Khi nào có báo giá?', 'Ngày mai tôi gửi cho bạn.'],
  },
  rus: {
    call: [
      'Доброе утро, я хотел поговорить о нашем предложении.',
      'Конечно, цена для нас пока немного высокая.',
      'Понимаю. Я пришлю вам новое предложение в пятницу.',
      'Спасибо, тогда поговорим ещё раз в понедельник.',
    ],
    short: ['Когда будет предложение?', 'Завтра.'],
  },
  jpn: {
    call: [
      'おはようございます。見積もりについて少しお話ししたいのですが。',
      'はい、価格がまだ少し高いと思います。',
      'わかりました。金曜日に新しい提案を送ります。',
      'ありがとうございます。月曜日にまた話しましょう。',
    ],
    short: ['いつ届きますか。', '明日送ります。'],
  },
  cmn: {
    call: [
      '早上好，我想谈谈我们的报价。',
      '好的，价格对我们来说还是有点高。',
      '我明白了。星期五我给你们发新的方案。',
      '谢谢，那我们星期一再谈。',
    ],
    short: ['什么时候发？', '明天。'],
  },
};
