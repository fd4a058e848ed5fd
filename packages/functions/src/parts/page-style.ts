// page-style: the shared stylesheet and what only pages on a screen need: navigation, forms, lists, phones
import { Stylesheet } from "@mainstay/core/page/stylesheet";

export const style = `${Stylesheet.screenTokens}${Stylesheet.base}:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; background: var(--surface); padding: 6px 10px; }
.bar { background: var(--surface); border-bottom: 1px solid var(--rule); }
.bar > div { max-width: 1360px; margin: 0 auto; padding: 0 var(--space-6); display: flex; flex-wrap: wrap; align-items: center; gap: 0 18px; font-size: var(--text-3); }
.brand { font-weight: 700; font-size: var(--text-5); letter-spacing: -0.01em; color: var(--ink); text-decoration: none; padding: var(--space-3) 0; }
.bar nav { display: flex; flex-wrap: wrap; gap: 0 10px; flex: 1; font-size: var(--text-2); }
.bar nav a { padding: 14px 0 11px; color: var(--quiet); text-decoration: none; border-bottom: 3px solid transparent; white-space: nowrap; }
.bar nav a:hover { color: var(--ink); } .bar nav a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--blue); }
.out { display: flex; align-items: center; gap: var(--space-4); font-size: var(--text-2); }
main { padding: 28px var(--space-6) 64px; }
.lead { margin-bottom: var(--space-5); } .note { font-size: var(--text-2); margin: var(--space-2) 0 0; }
.card { background: var(--surface); border: 1px solid var(--rule); border-radius: 10px; padding: var(--space-5) 22px; margin: 0 0 var(--space-5); min-width: 0; }
.card.withheld { border-left: 4px solid var(--amber-bar); }
.card > :last-child { margin-bottom: 0; }
.two { display: grid; align-items: start; grid-template-columns: repeat(auto-fit, minmax(min(100%, 430px), 1fr)); gap: var(--space-5); margin-bottom: var(--space-5); }
.two > .card { margin: 0; height: 100%; }
.tiles { grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr)); }
.tiles .card { margin: 0; padding: var(--space-4) 18px; }
.small { margin: 0; font-size: var(--text-2); line-height: 1.45; color: var(--quiet); }
.head { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); align-items: baseline; justify-content: space-between; margin-bottom: var(--space-3); }
.head h2, .head h1 { margin: 0; }
svg { width: 100%; max-width: 500px; margin: 0 auto; }
th { white-space: nowrap; }
th a { color: inherit; }
tr:last-child > td { border-bottom: 0; }
.id { overflow-wrap: anywhere; } .nowrap { white-space: nowrap; }
.chip { background: var(--soft); color: var(--quiet); } .chip.on, .chip.done, .chip.positive { background: var(--green-tint); color: var(--green); }
.chip.proposed { background: var(--low-tint); color: var(--low); } .chip.accepted { background: var(--medium-tint); color: var(--medium); }
.chip.negative { background: var(--high-tint); color: var(--high); } .chip.failed { background: var(--red-tint); color: var(--red); } .chip.warned { background: var(--amber-tint); color: var(--amber); }
.why { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0; padding: 0; list-style: none; font-size: var(--text-2); }
.why li { overflow-wrap: anywhere; }
.zone { border: 2px dashed var(--edge); } .zone.over { border-color: var(--blue); background: var(--low-tint); }
.import h3 { margin: var(--space-4) 0 var(--space-1); } .import > .row { display: flex; flex-wrap: wrap; gap: var(--space-3); align-items: end; } .import > .row label { flex: 0 1 200px; } .import td select, .import td input { width: auto; min-width: 120px; margin: 0; padding: var(--space-1) var(--space-2); min-height: 34px; } .import td label + label { margin-top: var(--space-1); } .import td button { margin-top: var(--space-1); } .import td.small { overflow-wrap: anywhere; max-width: 260px; } .import .told { margin: var(--space-2) 0 0; }
ul.warned { margin: var(--space-1) 0 0; padding-left: 18px; font-size: var(--text-2); color: var(--amber); } ul.warned li { overflow-wrap: anywhere; }
.told { margin: 0 0 14px; padding: 0; list-style: none; } .told li { margin: 0 0 var(--space-1); overflow-wrap: anywhere; }
.pushes td { vertical-align: middle; } .pushes td:first-child { overflow-wrap: anywhere; } .pushes .push { width: 50%; } .pushes th.push { text-align: center; } .pushes b { margin-left: 6px; }
.track { position: relative; height: 14px; background: linear-gradient(var(--rule), var(--rule)) center / 1px 100% no-repeat; }
.track span { position: absolute; top: 0; bottom: 0; border-radius: 2px; min-width: 2px; }
.wide-left { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
@media (max-width: 900px) { .wide-left { grid-template-columns: minmax(0, 1fr); } }
.fold { margin: 0 0 var(--space-4); } .fold > summary h2 { display: inline; margin: 0; color: var(--ink); } .fold[open] > summary { margin-bottom: var(--space-3); } details.fold + details.fold { margin-top: 0; }
.fall td { vertical-align: middle; } .fall .push { width: 38%; } .fall td:first-child { overflow-wrap: anywhere; } .track.fall { background: none; } .track .rise { background: var(--orange); } .track .drop { background: var(--blue); }
.track .more { left: 50%; background: var(--orange); } .track .less { right: 50%; background: var(--blue); }
.gauge { height: 10px; min-width: 60px; flex: 1; background: var(--soft); border-radius: 5px; overflow: hidden; } .gauge span { display: block; height: 100%; background: var(--blue); }
.columns { display: flex; align-items: flex-end; gap: 3px; height: 160px; border-bottom: 2px solid var(--rule); } .columns span { flex: 1; height: 100%; display: flex; align-items: flex-end; } .columns i { display: block; width: 100%; min-height: 1px; border-radius: 2px 2px 0 0; }
.scale { display: flex; justify-content: space-between; font-size: var(--text-1); color: var(--quiet); }
.matrix th, .matrix td { padding-right: var(--space-3); } .matrix th[scope="row"] { border-bottom: 1px solid var(--rule); color: var(--ink); font-size: var(--text-3); } .matrix tr:last-child > th[scope="row"] { border: 0; } .stays { background: var(--soft); font-weight: 600; } ul.plain { list-style: none; margin: 0; padding: 0; font-size: var(--text-2); }
.lights { display: flex; flex-wrap: wrap; gap: var(--space-1); margin-top: 6px; } .lights a { text-decoration: none; }
.bars { min-width: 120px; } td.bars > .gauge { display: inline-block; width: calc(100% - 54px); vertical-align: middle; } td.bars > .number { display: inline-block; width: 50px; }
.todo, .said, .past { list-style: none; margin: 0; padding: 0; } .todo > li, .said > li { padding: 14px 0; border-bottom: 1px solid var(--rule); } .todo > li:last-child, .said > li:last-child { border: 0; padding-bottom: 0; } .todo > li:first-child, .said > li:first-child { padding-top: 0; }
.todo > li:target { background: var(--target); box-shadow: 0 0 0 8px var(--target); } .todo .head { margin-bottom: var(--space-1); } .todo > li.head { flex-wrap: nowrap; align-items: center; margin: 0; } .todo h3 { font-size: var(--text-4); color: var(--ink); } .todo .steps { margin: 6px 0; font-size: var(--text-3); } .todo .steps li { margin-bottom: 2px; }
.past { display: flex; flex-wrap: wrap; gap: 2px 18px; font-size: var(--text-1); color: var(--quiet); } .past li { overflow-wrap: anywhere; }
.choices { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-3); align-items: flex-start; margin-top: 10px; } .choices details[open] { flex-basis: 100%; padding: 10px 14px; background: var(--soft); border-radius: 6px; } .choices details[open] summary { margin-bottom: var(--space-2); } .choices details[open] form label { flex: 1 1 260px; }
.choices summary, .choices > form button { min-height: 36px; padding: 5px 14px; font-size: var(--text-3); line-height: 24px; } .choices details:not([open]) summary { border: 1px solid var(--edge); border-radius: 6px; background: var(--surface); }
summary { cursor: pointer; color: var(--link); font-weight: 600; } details + details { margin-top: 10px; } form + details, .note + details, .said + details { margin-top: 14px; } details > table, details > ul { margin-top: 10px; } .choices form + details, .choices details + details { margin: 0; } .choices details[open] summary { padding-left: 0; }
.absent + fieldset, .absent + form { margin-top: var(--space-3); } fieldset + .row + label, .row + label { margin-top: var(--space-3); }
fieldset { border: 0; margin: 0; padding: 0; } legend { padding: 0; font-size: var(--text-2); font-weight: 600; color: var(--quiet); } fieldset label { display: inline-block; margin: 6px 14px 6px 0; color: var(--ink); font-weight: 400; font-size: var(--text-3); } .choices details[open] form fieldset label { flex: none; }
input[type="radio"], input[type="checkbox"] { display: inline; width: auto; min-height: 0; margin: 0 var(--space-1) 0 0; }
.said p { margin: 0 0 var(--space-1); overflow-wrap: anywhere; } .said .why { font-size: var(--text-1); color: var(--quiet); }
.flow { margin-top: var(--space-3); font-size: var(--text-3); } .flow > div { break-inside: avoid; margin-bottom: var(--space-3); } .flow .whole { column-span: all; margin-bottom: 10px; color: var(--ink); font-size: var(--text-4); }
h4 { margin: 0 0 var(--space-1); font-size: var(--text-2); } .flow p { margin-bottom: var(--space-1); } .flow ul { margin: 0; padding-left: 18px; } .flow li { overflow-wrap: anywhere; }
.value.word { font-size: var(--text-6); line-height: 37px; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(100px, max-content) 1fr; gap: 6px var(--space-5); margin: 0; font-size: var(--text-3); }
.month { grid-template-columns: minmax(110px, 210px) minmax(0, 76ch); font-size: var(--text-4); }
dt { color: var(--quiet); overflow-wrap: anywhere; } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
textarea { resize: vertical; line-height: 1.45; } textarea.code { font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; font-size: var(--text-2); }
form > .row { margin-top: var(--space-3); } .answer { font-size: var(--text-5); margin-bottom: 14px; } .answer p { white-space: pre-line; }
form.row, form > .row { display: flex; flex-wrap: wrap; gap: var(--space-3); align-items: end; }
label { display: block; font-size: var(--text-2); font-weight: 600; color: var(--quiet); }
input, select, textarea { display: block; width: 100%; margin-top: 3px; padding: var(--space-2) 10px; font: inherit; font-weight: 400; font-size: var(--text-3); color: var(--ink); background: var(--surface); border: 1px solid var(--edge); border-radius: 6px; min-height: 40px; }
button, .button { display: inline-block; padding: var(--space-2) var(--space-4); min-height: 40px; font: inherit; font-weight: 600; color: var(--on-button); background: var(--button); border: 1px solid var(--button); border-radius: 6px; cursor: pointer; text-decoration: none; }
button:hover, .button:hover { background: var(--button-over); } button:disabled { opacity: 0.55; cursor: default; }
button.plain { color: var(--link); background: var(--surface); border-color: var(--edge); padding: 3px var(--space-3); min-height: 32px; font-size: var(--text-2); }
button.plain:hover { background: var(--soft); }
.actions { display: flex; gap: 10px; } .value .band { font-size: var(--text-5); line-height: 32px; padding: 0 14px; }
.weights { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 210px), 1fr)); gap: var(--space-3); margin: var(--space-3) 0; align-items: end; } .weights label { margin: 0; } .weights legend { margin-bottom: var(--space-2); }
.views { margin-bottom: var(--space-4); } .views .tabs { margin-bottom: var(--space-2); }
.prefer { display: flex; gap: var(--space-3); }
.to-light, [data-theme="dark"] .to-dark { display: none; } [data-theme="dark"] .to-light { display: inline-block; }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) .to-dark { display: none; } :root:not([data-theme="light"]) .to-light { display: inline-block; } }
@media print { .bar, .skip { display: none; } }
.out button, .prefer button { border: 0; padding: 0; min-height: 0; font-weight: 400; text-decoration: underline; }
progress { width: 100%; height: 10px; accent-color: var(--blue); }
.good { color: var(--green); font-weight: 600; } .bad { color: var(--red); font-weight: 600; }
.absent { max-width: none; }
main > .absent { background: var(--surface); margin-bottom: var(--space-5); } h1 + .card, h1 + .absent, h1 + .tabs { margin-top: var(--space-4); }
#said:not(:empty) { margin-top: var(--space-3); } td .bad { font-size: var(--text-2); font-weight: 400; }
.tabs { display: flex; flex-wrap: wrap; gap: var(--space-2); margin: 0 0 var(--space-5); font-size: var(--text-2); }
.tabs a { padding: 3px var(--space-3); border: 1px solid var(--rule); border-radius: 99px; background: var(--surface); text-decoration: none; }
.tabs a[aria-current] { background: var(--button); border-color: var(--button); color: var(--on-button); }
.pages { display: flex; gap: var(--space-5); margin-top: 14px; }
pre { background: var(--soft); padding: var(--space-3) 14px; border-radius: 6px; white-space: pre-wrap; margin: var(--space-2) 0 var(--space-3); }
ol.steps { padding-left: 22px; } ol.steps li { margin-bottom: var(--space-2); }
.narrow { max-width: 460px; margin: 40px auto; } .narrow label { margin-bottom: 14px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 700px) {
  .month { grid-template-columns: minmax(0, 1fr); gap: 2px; font-size: var(--text-3); } .month dd { margin-bottom: var(--space-2); }
  .bar > div { padding: 0 var(--space-4); } .bar nav { order: 3; flex-basis: 100%; gap: 0 15px; padding-bottom: var(--space-1); } .bar nav a { padding: var(--space-1) 0 3px; font-size: var(--text-2); }
  .brand { flex: 1; padding: 10px 0 var(--space-1); } main { padding: var(--space-5) var(--space-4) 48px; } .card { padding: var(--space-4); } h1 { font-size: var(--text-6); }
  .tiles { grid-template-columns: 1fr 1fr; gap: var(--space-3); } .tiles .card { padding: var(--space-3) 14px; } .value { font-size: var(--text-6); }
  .stack, .stack tbody, .stack tr, .stack td { display: block; } .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tr { padding: var(--space-3) 0; border-bottom: 1px solid var(--rule); } .stack tr:last-child { border: 0; }
  .stack td { display: flex; justify-content: space-between; gap: var(--space-4); padding: 2px 0; border: 0; text-align: right; }
  .stack td[data-label]::before { content: attr(data-label); color: var(--quiet); font-size: var(--text-2); text-align: left; flex: 0 1 auto; }
  .stack td.number { white-space: normal; } .bands { font-size: var(--text-2); } .bands th, .bands td { padding-right: var(--space-2); } .bands .nowrap { white-space: normal; } .bands .band { padding: 0 7px; }
  .stack td:empty { display: none; } .stack td:not([data-label]) { display: block; text-align: left; } th, td { padding-right: 10px; } .stack td { padding-right: 0; } .stack td[data-label=""]::before { content: none; }
  .stack tbody tr:first-child { padding-top: 0; } .stack td .id { display: inline; } .stack td > div.id { display: block; }
  .tight { font-size: var(--text-2); } .tight td, .tight th { white-space: normal; } .tight th, .tight td { padding-right: var(--space-2); } .tight .band { padding: 0 7px; font-size: var(--text-1); }
  .stack.parts tr { display: grid; grid-template-columns: auto auto auto; justify-content: space-between; gap: 0 10px; padding: var(--space-2) 0; } .stack.parts td:first-child, .stack.parts td.bars { grid-column: 1 / -1; } .stack.parts td { gap: 5px; justify-content: flex-start; font-size: var(--text-2); } .stack.parts td:first-child { font-size: var(--text-3); } .stack.parts td.bars { order: -1; } .stack.parts td:first-child { order: -2; } .stack.parts td.bars::before { display: none; }
  .stack td.bars { align-items: center; } .stack td.bars::before { flex: 1; } .stack td.bars > .gauge { flex: 1; width: auto; }
  .tiles .card:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .pushes { font-size: var(--text-2); } .pushes th { white-space: normal; vertical-align: bottom; } .pushes .push { width: 40%; } .fall { font-size: var(--text-2); } .fall .push { width: 28%; } .fall th { white-space: normal; }
  form.row > label { flex: 1 1 140px; } form.row > label:has([type="file"]) { flex-basis: 100%; }
}
.method { display: inline-block; min-width: 3.2rem; color: var(--link); }
.call h3 { color: var(--ink); } .call h4 { margin-top: 10px; } .call pre { margin: var(--space-1) 0; }
`;

export * as PageStyle from "./page-style";
