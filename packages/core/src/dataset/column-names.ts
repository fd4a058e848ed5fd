// column-names: what a column's name says it is, in English, German, French, Spanish and Chinese, the commonest in Japanese and Korean too
import { firstOf, plain, rank } from "./name-words";

const id = [
  /^(customer|client|user|account|acct|member|subscriber|patient|cust)(id|no|nr|num|number|code|key|ref)$/,
  /^(kunden?|kd|nutzer|benutzer|konto|mitglieds?|teilnehmer|abonnenten)(id|nr|nummer|kennung|schlussel)$/,
  /^(id|num|numero|no|n|code|ref|reference)(du|de|d)?(client|compte|utilisateur|abonne|membre|adherent)$/,
  /^(client|compte|utilisateur|abonne)(id|num|numero|no|code)$/,
  /^(id|num|numero|nro|no|n|codigo|clave)(del|de|dela)?(cliente|usuario|cuenta|socio|abonado|suscriptor)$/,
  /^(cliente|usuario|cuenta)(id|num|numero|no|codigo)$/,
  /^您?的?(客户|用户|会员|顾客|账户|公司|企业)(id|编号|号|号码|代码|编码|标识)$/,
  /^(お?客様|顾客|会员|取引先|契约者|ユーザー?|得意先)(id|番号|コード|no)$/,
  /^(고객|회원|사용자|거래처)(id|번호|코드)$/,
  /^(uid|uuid|guid)$/,
  /^id$/,
  /^(company|organi[sz]ation|org|tenant|workspace|contact)(id|no|number|code|key)$/,
  /^(customer|client|account|acct|member|subscriber|kunde|cliente|客户|用户|会员|账号|帐号)$/,
  /^(record|entity|object)(id|key)$/,
];
const weakId = [
  /id$/,
  /^(policy|contract|claim|machine|device|vertrags?|police|gerate|maschinen)(no|nr|number|nummer|code)$/,
  /(编号|编码)$/,
];
const noId =
  /^((row|line|unnamed|index|udi|no|nr|lfd|lfdnr|zeile|ligne|fila|序号|行号)(id|no|nr|number|\d+)?|record(no|nr|number|\d+)?)$/;

const time = [
  /^((year|report|snapshot|billing|statement)?month|yearmonth|period|reportingperiod|月份?|年月|账期|统计月份|数据月份|期间)$/,
  /^(monat|berichtsmonat|abrechnungsmonat|monatjahr|periode|zeitraum|mois|moisannee|mes|mesano|periodo)$/,
  /^(week|isoweek|yearweek|weekof|weekending|woche|kalenderwoche|kw|semaine|semana|周|周次)$/,
  /^(date|day|asof|asofdate|(snapshot|report|reporting|statement)date|日期|统计日期|数据日期|快照日期|截止日期)$/,
  /^(datum|stand|standvom|standper|stichtag|berichtsdatum|tag|jour|datederapport|daterapport|fecha|dia|fechacorte|fechadecorte|fechainforme)$/,
  /^(time|timestamp|datetime|ts|unixtime|eventtime|invoicedate|orderdate|时间|时间戳)$/,
  /^(usage|billing|invoice|bill|cost|charge|consumption|activity|record|data|service)(date|day|month|period)(utc|local)?$|^(date|day|month|time)(utc|local)$/,
  /^(账单|出账|消费|用量|结算|计费|账务|业务|费用)(月份?|日期?|时间|周期|账期)$/,
  /^(基準日|基準月|対象月|対象年月|集計月|日付|日时|年月日|기준일|기준월|기준연월|날짜|일자|연월)$/,
  /^(zeit|zeitpunkt|zeitstempel|uhrzeit|heure|horodatage|hora|fechahora|marcadetiempo)$/,
];

// Where a line of usage begins.
const stretch = [
  /^(bucket|usage|interval|window|period)?start(ing)?(time|at|date)?(iso|utc)?$/,
];

const quarter = [
  /^(calendar|reporting|billing)?(quarter|yearquarter|qtr)$|^(berichts)?quartal$|^trimestre$|^(季度|统计季度|四半期|분기)$/,
];

const label = [
  /^(label|target|y)$/,
  /^(is|has)?churn(ed)?(label|flag|value|status|state|indicator|yn)?$|^(流失|是否流失|已流失|流失标记)$/,
  /^(is|has)?exited$|^(is)?attrit(ion|ed)(flag)?$|^(is)?(cancelled|canceled)$/,
  /^(gekundigt|kundigung|abgewandert|storniert|resilie|resiliation|desabonne|perdu|baja|cancelado|abandono|perdido)$/,
  /^(解约|退会|離脱|解约(済み?|フラグ|有無)|해지|해지여부|탈퇴|이탈|이탈여부)$/,
  /^(is)?fraud(ulent|flag|found|foundp)?$/,
  /^(machine)?fail(ure|ed)$/,
  /^(response|responded|converted|conversion|outcome|class)$/,
  /^(is)?default(ed)?(paymentnextmonth)?$/,
  /^(is|has)?lapsed$/,
];

const rating =
  /(rating|rated|stars?|satisf|csat|nps|ces|score|likert|happiness|content(ment)?|quality|grade|level|severity|priority|note|bewertung|zufrieden|sterne|evaluation|calificacion|满意度|评分|星级|打分)$|^(nps|csat|ces|stars?|rating|satisf)/;

const roles = {
  satisfaction:
    /^(csat|satisfaction|satisfactionscore|zufriedenheit|satisfaccion|满意度)$/,
  loyalty: /^(loyalty|loyaltyscore|loyalitat|loyaute|lealtad|忠诚度)$/,
  success: /^(succeeded|success|successful)$/,
  csat: /^(csat|csatscore)$/,
  nps: /^(nps|npsscore|netpromoterscore|recommend|推荐值)$/,
  ces: /^(ces|effort|effortscore|customereffortscore)$/,
  revenue:
    /^(mrr|monthlyrecurringrevenue|revenue|monthlyrevenue|umsatz|monatsumsatz|revenumensuel|ingresomensual|ingresosmensuales|月费|月收入|月营收|月额|月额料金|月次売上|月間売上|월매출|월요금)$|^(monthlyfee|monthlyamount|monatlicherumsatz|monatserlos|camensuel|chiffredaffairesmensuel|facturacionmensual|cuotamensual)$/,
  currency: /^(currency|currencycode|币种|货币|wahrung|devise|moneda|divisa)$/,
  spend: /^(spend|spending|monthlyspend|billed|invoiced)$/,
  commitment: /^(commitment|commit|committedspend)$/,
  credits:
    /^(credits?(left|remaining|balance)?|(remaining|prepaid)credits?|prepaidbalance|restguthaben|creditsrestants?|creditosrestantes|剩余额度|预付余额)$/,
  budget:
    /^((monthly|spend|spending)?budget|(monthly|spend|spending)(cap|limit)|monatsbudget|ausgabenlimit|presupuesto|预算|月预算|消费上限)$/,
  termStart: /^((term|contract|commitment)start(date)?|vertragsbeginn)$/,
  termEnd: /^((term|contract|commitment)end(date)?|vertragsende)$/,
  name: /^(company|companyname|customername|accountname|firma|firmenname|kundenname|entreprise|societe|nomclient|empresa|nombrecliente|公司|公司名称|客户名称|企业名称|会社名|企业名|取引先名|顾客名|お客様名|고객명|회사명|업체명)$|^(raisonsociale|nomdelentreprise|razonsocial|nombredelcliente|nombredelaempresa|clientname|customer(?:account)?name|organi[sz]ationname)$/,
  renewal:
    /^(renewal|renewaldate|verlangerung|verlangerungsdatum|renouvellement|datederenouvellement|renovacion|fechaderenovacion|续约日期|到期日期?|更新日|契约更新日|갱신일)$|^(nextrenewal|contractrenewal(date)?|renewalon|renewsat|renewson)$/,
  owner:
    /^(owner|csm|accountowner|accountmanager|customersuccessmanager|betreuer|kundenbetreuer|responsable|客户经理|负责人|担当者|営业担当|담당자)$|^(csmname|csmowner|customersuccess|kundenberater|charge[e]?declientele|gestor|ejecutivo)$/,
  plan: /^(plan|plantier|tier|subscriptionplan|tarif|paket|forfait|formule|tarifa|套餐|版本|プラン|料金プラン|요금제)$/,
  stage:
    /^(stage|lifecyclestage|customerstage|phase|lebenszyklus|etape|etapa|fase|阶段|生命周期阶段)$/,
  signup:
    /^(signup|signupdate|signedup|customersince|startdate|kundeseit|clientdepuis|clientedesde|注册日期|注册时间)$/,
  trial: /^(trial|istrial|ontrial)$/,
  seats:
    /^(seats|licen[cs]es|paidseats|lizenzen|platze|licencias|席位|席位数)$/,
  activeSeats: /^(activeseats|seatsused|usedseats|activeusers|活跃席位)$/,
  features: /^(features|featuresused|featureused)$/,
  daily: /^(dau|dailyactiveusers|日活)$/,
  monthly: /^(mau|monthlyactiveusers|月活)$/,
  usage: /^(usage|meteredusage|units|nutzung|用量)$/,
  tokens: /^(tokens|tokensmillions|tokenmillions|totaltokens)$/,
  requests: /^(requests|apicalls|calls|requestcount)$/,
  models: /^(model|models|modelversion|modelsused|endpoints)$/,
  errorRate: /^(errorrate|errors?share)$/,
  rateLimited: /^(ratelimited|ratelimits|throttled)$/,
  latency: /^(latency|latencyms|latencyp95|latencyp95ms|p95ms)$/,
  tickets:
    /^(tickets|supporttickets|opentickets|offenetickets|ticketsouverts|ticketsabiertos|工单数?|问い合わせ件数|お?问い合わせ数|문의수)$/,
  onboarded: /^onboarded(on|at|date)?$/,
  trained: /^trained(on|at|date)?$/,
  firstValue: /^firstvalue(on|at|date)?$/,
  referrals: /^(referrals|referralcount)$/,
  referralValue: /^referral(value|revenue)$/,
};

export const ids = (names: string[]) => {
  const allowed = names.filter((name) => !noId.test(plain(name)));
  const strong = [...new Set(rank(allowed, id))];
  const weak = rank(allowed, weakId).filter((name) => !strong.includes(name));
  return { strong, weak: [...new Set(weak)] };
};
export const times = (names: string[]) => [...new Set(rank(names, time))];
export const quarters = (names: string[]) => rank(names, quarter);
export const stretches = (names: string[]) => rank(names, stretch);
export const steps = (names: string[]) =>
  rank(names, [/^(step|cycle|tick|t)$/]);
export const labels = (names: string[]) => rank(names, label);
/** Names that say nothing but that the column is what is to be foretold. */
export const outcomes = (names: string[]) => rank(names, [/^(label|target)$/]);
/** Names of answers on a scale. */
export const isRating = (name: string) =>
  [roles.satisfaction, roles.loyalty, rating].some((pattern) =>
    pattern.test(plain(name)),
  );
export const rolesOf = (names: string[]) => firstOf(names, roles);

const addresses = [
  /e?mail(address|adresse)?$|^(correo|correoelectronico|courriel|adresse(e|de)?mail)$|邮箱$|メール(アドレス)?$/,
  /^(company|account|customer|firm|email)?(domain|website|url|web)$|^(dominio|domaine|网站|域名)$/,
];

/** Names customers where no id does: an address or a domain, else the name of the company. */
export function standIns(names: string[]): string[] {
  const { name } = rolesOf(names);
  // A first column without a name holds the names of the rows.
  const unnamed = names[0] === "column1" ? ["column1"] : [];
  return [
    ...rank(names, addresses),
    ...(name === undefined ? [] : [name]),
    ...unnamed,
  ];
}

export * as ColumnNames from "./column-names";
