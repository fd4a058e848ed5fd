// log-names: what the columns of events, answers, products, articles and subscriptions are called
import { firstOf, rank, unnumbered } from "./name-words";

export const events = {
  id: [
    /^(user|customer|visitor|client|member|account|subscriber|buyer|shopper|cust|distinct)(id|no|nr|number|key|code)$/,
    /^(uid|uuid|guid)$/,
    /^(user|customer|visitor|client|member|account|subscriber|buyer|kunde|cliente|usuario|utilisateur|nutzer)$/,
    /^(kunden?|nutzer|benutzer)(id|nr|nummer)$|^(id|num|numero|n)(de|du)?(client|cliente|utilisateur|usuario)$/,
    /^您?的?(客户|用户|会员|顾客)(id|编号|号)?$/,
    /^(お?客様|顾客|会员|ユーザー?|고객|회원|사용자)(id|番号|コード|번호)?$/,
    /^(user|visitor|client|customer)(pseudo|unique|global|external|internal|anonymous)(id|key)$/,
    /^(subscription|device|household|card|contract|anonymous)(id|no|nr|number)$/,
    /^requester(id|name|email)?$|^(contact|person|recipient|customeruser)(id|key)$|^external(data)?(reference|id)$/,
    /e?mail(address|adresse)?$|^(correo|correoelectronico|courriel|adresse(e|de)?mail|adresseelectronique)$|邮箱$|メール(アドレス)?$/,
    /^您?的?(company|account|customer|client|organi[sz]ation)s?(name)?$|^您?的?(客户|公司|企业|用户)(名称?|姓名)$|^(firma|firmenname|kundenname|entreprise|societe|empresa|会社名|고객명)$/,
  ],
  product: [
    /^(product|item|stock|sku|article|asset|movie|book|track|song|video|feature)(id|no|nr|number|key|code)$/,
    /^(sku|asin|isbn|(?:line)?item(?:sku)?|product|feature|produkt|artikel|produit|producto)(name)?$/,
    /^(artikel|produkt)(nr|nummer|id)$|^(id|codigo|code|ref)(du|del|de)?(produit|producto|article|articulo)$/,
    /^(产品|商品)(id|编号|编码|名称)?$/,
  ],
  action: [
    /^(action|event|activity|interaction|behaviou?r)(type|name)?$/,
    /^(aktion|ereignis|evenement|accion|evento)$/,
    /^(行为|动作|操作|事件)(类型|名称)?$/,
  ],
  time: [
    /^(event|order|invoice|purchase|transaction|action)?(time|timestamp|datetime|ts)$/,
    /^(event|order|invoice|purchase|transaction|action|usage|visit)(date|day)$/,
    /^(created|occurred|submitted|ordered|purchased|completed|received|sent|original)(at|on|date|time|timestamp)$/,
    /^(rated|answered|responded|reviewed|surveyed|recorded|submission|submit|response|answer|completion|end)(at|on|date|time|timestamp)$/,
    /^(date|day|datum|zeit|zeitpunkt|zeitstempel|bestelldatum|rechnungsdatum|fecha|fechahora|hora|jour|heure|horodatage|(dateet|datede|datedela).*)$/,
    /(提交|结束|完成|答复|回复).*(时间|日期)$|^(回答|送信|完了|登録)(日时|日)$/,
    /^(beendet|abgeschlossen|eingereicht|abgeschickt|ausgefullt|beantwortet|erstellt)(am|um)$|^(antwort|abgabe|eingangs|teilnahme)(datum|zeit)$/,
    /^(fecha|hora)(de|del)?(envio|respuesta|finalizacion|encuesta|evento|compra|pedido)$|^(respondido|enviado|completado|creado)(el|en)$/,
    /^(repondu|soumis|envoye|termine|complete|cree)(le|a)$/,
    /(时间|日期)$/,
  ],
  quantity: [
    /^(?:line)?(?:item)?(quantity|qty|units|menge|anzahl|stuck|quantite|qte|cantidad|数量)$/,
    /^(number|num|no)of(units|items|products|pieces|cds)$|^(unit|item|usage)(s|count)$/,
  ],
  price: [
    /^(?:line)?(?:item)?(unitprice|price|priceeach|itemprice|preis|einzelpreis|prix|prixunitaire|precio|preciounitario|单价|价格)$/,
  ],
  amount: [
    /^(amount|revenue|sales|spend|betrag|umsatz|montant|importe|monto|金额|总价|总额)$/,
    /^(total|order|sales?|line|net|gross|dollar|payment|purchase|transaction)(amount|value|price|total)$/,
    /^(amount|value|total)(usd|eur|gbp|cny|rmb|dollars)?$/,
  ],
  order: [
    /^(order|invoice|transaction|basket|receipt|bill)(id|no|nr|number|code)$/,
    /^(invoice|basket|receipt)$|^订单(id|编号|号)$|^(bestell|rechnungs)(nr|nummer)$/,
    /^(user)?session(id)?$/,
  ],
  rating: [/^(rating|stars|评分)$/],
};

// A list of questions and answers is a knowledge base too.
const knowledge = {
  title:
    /^(title|heading|headline|subject|question|titel|frage|titre|titulo|pregunta|标题|问题)$/,
  text: [
    /^(text|body|content|answer|article|inhalt|antwort|contenu|reponse|texto|contenido|respuesta|内容|正文|答案|回答)$/,
    /^(description|solution|details|resolution|html|bodytext|bodyhtml|articlebody|beschreibung|losung|descripcion|solucion|说明|解决方案|本文)$/,
  ],
  lang: /^(lang|language|locale|sprache|langue|idioma|语言)$/,
};

export const feedback = {
  channel: [
    /^(channel|source|medium|via|collector|kanal|quelle|canal|origen|渠道|来源)$/,
    /(channel|渠道|来源渠道)$/,
  ],
  rating: [
    /^(rating|score|stars?|answer|grade|nps|csat|ces|bewertung|note|noten?|punkte|calificacion|puntuacion|valoracion|evaluation|评分|分数|星级|打分|得分)$/,
    /(nps|csat|ces|rating|score|likelihood|评分|打分|星级)$|^(nps|csat|ces)|^(満足度|评価|点数|만족도|평점)$/,
    /howlikely|recommend|satisfied|satisfaction|rateyour|rateus|wouldyourate|weiterempfehl|empfehlen|zufrieden|bewerten|recommand|satisfait|recomend|satisfech|calific|推荐|满意|评分|打分|评价.*分/,
  ],
  scale: [/^(scale|outof|max(rating|score)?|skala|echelle|escala|满分)$/],
  text: [
    /^((review|answer|response|comment|ticket)(text|body|content)|text|comments?|review|body|message|content|feedback|remarks?|verbatim|response|kommentare?|anmerkung(?:en)?|bemerkung(?:en)?|r(?:ue?)ckmeldung(?:en)?|commentaires?|avis|remarque|comentarios?|opinion|observaciones|评论|评价|内容|留言|反馈|意见|建议|备注)$/,
    /^(ご?意见|ご?感想|ご?要望|コメント|自由記述|의견|후기)/,
    /(comments?|verbatim|kommentar|commentaire|comentario|意见|建议|评论|反馈|原因|理由)$/,
    /reason|why|improve|better|missing|wish|thoughts|opinion|tellus|anything|warum|grund|verbesser|pourquoi|ameliorer|porque|mejorar|原因|意见|建议|说明|改进/,
  ],
};

const products = {
  title:
    /^(title|name|productname|itemname|description|bezeichnung|produktname|nomproduit|nombre|标题|名称|商品名称|产品名称)$/,
  category:
    /^(category|categories|categorycode|genre|genres|type|tags|kategorie|categorie|categoria|类别|分类|类目)$/,
  stock:
    /^(stock|instock|inventory|quantity|available|bestand|lager|existencias|库存)$/,
};

const subscriptions = {
  customer: [
    ...events.id.slice(0, -2),
    /^(customer|client|account|company|organi[sz]ation)(name|email)?$/,
    /^(客户|用户|公司)(名称)?$/,
  ],
  subscription: [
    /^(subscription|contract|abo|abonnement|vertrags?|suscripcion)(id|no|nr|number|nummer|key)$/,
    /^(订阅|合同)(id|编号|号)$/,
    /^id$/,
  ],
  plan: [
    /^(plan|plantier|planname|subscriptionplan|pricingplan|tarif|tarifa|forfait|formule|套餐|方案)$/,
    /^(tier|product|productname|produkt|产品|产品名称)$/,
  ],
  amount: [
    /^(mrr|mrramount|monthlyamount|monthlyrevenue|monthlyrecurringrevenue)$/,
    /^(arr|arramount|annualamount|annualrecurringrevenue)$/,
    /^(amount|planamount|subscriptionamount|unitamount|revenue|betrag|montant|importe|金额)$/,
    /^(price|unitprice|fee|charge|preis|prix|precio|价格|费用)$/,
  ],
  currency: /^(currency|currencycode|wahrung|devise|moneda|divisa|币种|货币)$/,
  interval:
    /^(interval|planinterval|billing(interval|frequency|period|cycle|term)|frequency|cycle|intervall|abrechnungsintervall|intervalle|periodicite|frequence|periodicidad|intervalo|frecuencia|计费周期|付款周期|周期)$/,
  start: [
    /^(start|startdate|startedat|startson|subscriptionstart(date)?|validfrom|from|begin|currentperiodstart)$/,
    /^(beginn|startdatum|vertragsbeginn|debut|datededebut|inicio|fechainicio|fechadeinicio|开始日期|开始时间|开始|起始日期|生效日期)$/,
    /^(createdat|created|activatedat)$/,
  ],
  end: [
    /^(end|enddate|endedat|endson|subscriptionend(date)?|cancell?edat|cancelat|cancell?ationdate|validto|validuntil|to|until)$/,
    /^(ende|enddatum|vertragsende|fin|datedefin|fechafin|fechadefin|结束日期|结束时间|结束|到期日期|终止日期)$/,
    /^currentperiodend$/,
  ],
  quantity: [...events.quantity],
  seats: /^(seats|licen[cs]es|users|numberofseats|席位|席位数)$/,
  trial: /^(trial|istrial|ontrial|trialflag|试用|是否试用)$/,
};

export const eventsOf = (names: string[]) => firstOf(names, events);
export const productsOf = (names: string[]) => firstOf(names, products);
export const knowledgeOf = (names: string[]) => firstOf(names, knowledge);
export const subscriptionsOf = (names: string[]) =>
  firstOf(names, subscriptions);

/** Whether an amount's name says that it is of a month or of a year. */
export const stretchOf = (name: string) =>
  ["month", "year"].find(
    (_, k) => rank([name], [subscriptions.amount[k]]).length > 0,
  );

export const timesOf = (names: string[]) => {
  const bare = new Map(names.map((name) => [unnumbered(name), name]));
  return rank([...bare.keys()], events.time).map((name) => bare.get(name)!);
};

export * as LogNames from "./log-names";
