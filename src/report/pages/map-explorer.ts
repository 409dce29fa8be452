import type { DesignStaircases } from '../../study/run/designed/design-staircase.js';
import type { NamedNetwork } from '../../study/run/designed/named-networks.js';
import { CHIP_SHADES, type MapWindow } from '../charts/market/design-map-chart.js';
import { escapeHtml, type Html } from './html-page.js';

/** What the sliders of the page start from and compare. */
export interface ExplorerScenario {
  readonly emissionUsdPerYear: number;
  readonly outsideUsdPerYear: number;
  readonly overlap: number;
  readonly soldByMiners: number;
  readonly soldByHolders: number;
  readonly rules: readonly { readonly label: string; readonly share: number }[];
}

const OUTSIDE_CHOICES = [0, 1e7, 3e7, 1e8, 3e8, 1e9, 3e9, 1e10, 3e10, 1e11, 3e11, 1e12];

/**
 * The map with sliders for outside demand, overlap and selling. All staircases are computed beforehand; the script only
 * looks them up, so the page needs nothing from elsewhere.
 */
export function mapExplorer(
  staircases: DesignStaircases,
  networks: readonly NamedNetwork[],
  window: MapWindow,
  scenario: ExplorerScenario,
): { readonly content: Html; readonly script: string } {
  const data = {
    labels: [staircases.referenceLabel, ...staircases.optionLabels],
    shades: CHIP_SHADES,
    bySum: staircases.bySum,
    levels: staircases.outsideUsdPerYear,
    steps: Object.fromEntries(
      (['low', 'value', 'high'] as const).map((nreCase) => [
        nreCase,
        staircases.steps[nreCase].map((steps) =>
          steps.map(({ fromUsdPerYear, option, makers }) => [
            Number(fromUsdPerYear.toPrecision(5)),
            option + 1,
            makers,
          ]),
        ),
      ]),
    ),
    networks: networks.map(({ label, workShare, emissionUsdPerYear: { low, value, high } }) => [
      label,
      workShare,
      low,
      value,
      high,
    ]),
    window,
    scenario,
    outsideChoices: OUTSIDE_CHOICES,
  };
  const nearest = OUTSIDE_CHOICES.reduce(
    (best, usd, i) =>
      Math.abs(usd - scenario.outsideUsdPerYear) < Math.abs(OUTSIDE_CHOICES[best]! - scenario.outsideUsdPerYear)
        ? i
        : best,
    0,
  );
  const slider = (id: string, text: string, max: number, value: number) =>
    `<label>${escapeHtml(text)} <input type="range" id="${id}" min="0" max="${max}" value="${value}"> <output id="${id}-text"></output></label>`;
  const html = `<div class="explorer">
<p>Move the sliders. Comparison A holds the coin price equal; with the box checked it is D: the price answers to selling.</p>
<div class="controls">
${slider('x-outside', 'Outside demand X', OUTSIDE_CHOICES.length - 1, nearest)}
${slider('x-overlap', 'Overlap omega', 100, Math.round(scenario.overlap * 100))}
<label><input type="checkbox" id="x-feedback"> price answers to selling</label>
${slider('x-sold', 'Sold by holders', 100, Math.round(scenario.soldByHolders * 100))}
<label>Design cost <select id="x-nre"><option value="low">low</option><option value="value" selected>middling</option><option value="high">high</option></select></label>
</div>
<canvas id="x-map" width="1280" height="800" role="img" aria-label="Map of the chip that each emission value and share for work pays for"></canvas>
<p id="x-hover" class="lede">&nbsp;</p>
<ul id="x-rules"></ul>
</div>`;
  return {
    content: { html },
    script: `(function(){const D=${JSON.stringify(data).replaceAll('<', '\\u003c')};${SCRIPT}})();`,
  };
}

/** Runs in the reader's browser; looks up staircases and draws them on the canvas. */
const SCRIPT = `
const $=id=>document.getElementById(id),c=$('x-map'),g=c.getContext('2d');
const P={l:110,t:20,w:1130,h:600},[Y0,Y1]=D.window.emissions,S0=D.window.lowestShare;
const ln=Math.log,px=y=>P.l+P.w*ln(y/Y0)/ln(Y1/Y0),py=s=>P.t+P.h*(1-ln(s/S0)/ln(1/S0));
const usd=v=>v===0?'0':v>=1e9?(+(v/1e9).toPrecision(3))+' B$':v>=1e6?(+(v/1e6).toPrecision(3))+' M$':Math.round(v/1e3)+' k$';
const pct=s=>(+(s*100).toPrecision(3))+' %';
let V={};
function paid(y,s){if(!V.feedback)return y*s;const d=s*D.scenario.soldByMiners+(1-s)*V.sold;return d>0?y*s/d:Infinity}
function at(y,s){const w=paid(y,s);let k=0;if(!D.bySum){let b=Infinity;D.levels.forEach((u,i)=>{const d=Math.abs(ln((u+1e6)/(V.outside+1e6)));if(d<b){b=d;k=i}})}
const a=D.steps[V.nre][k],v=D.bySum?w+V.outside:w;let r=a[0];for(const e of a){if(e[0]<=v)r=e;else break}return r}
function draw(){
V={feedback:$('x-feedback').checked,sold:+$('x-sold').value/100,nre:$('x-nre').value,x:D.outsideChoices[+$('x-outside').value],omega:+$('x-overlap').value/100};
V.outside=V.x*V.omega;
$('x-outside-text').textContent=usd(V.x)+' a year';$('x-overlap-text').textContent=pct(V.omega);$('x-sold-text').textContent=pct(V.sold);
g.fillStyle='#fff';g.fillRect(0,0,c.width,c.height);
const used=new Set();
for(let i=0;i<P.w;i+=5)for(let j=0;j<P.h;j+=5){const y=Y0*Math.exp((i+2.5)/P.w*ln(Y1/Y0)),s=S0*Math.exp((1-(j+2.5)/P.h)*ln(1/S0)),e=at(y,s);used.add(e[1]);g.fillStyle=D.shades[Math.min(e[1],D.shades.length-1)];g.fillRect(P.l+i,P.t+j,5,5)}
g.font='18px system-ui,sans-serif';g.fillStyle='#39424d';g.textAlign='center';g.textBaseline='middle';
for(let i=0.06;i<1;i+=0.11)for(const s of [0.016,0.028,0.11,0.24,0.66]){if(s<S0)continue;const y=Y0*Math.exp(i*ln(Y1/Y0)),m=at(y,s)[2];if(m)g.fillText(m,px(y),py(s))}
for(let d=1e6;d<=1e13;d*=10)if(d>=Y0*0.999&&d<=Y1*1.001){g.fillText(usd(d),px(d),P.t+P.h+20)}
g.fillText('emission value a year'+(V.feedback?' (inflow that the price balances)':''),P.l+P.w/2,P.t+P.h+50);
g.textAlign='right';for(const s of [0.01,0.02,0.05,0.1,0.2,0.41,1])if(s>=S0)g.fillText(pct(s),P.l-10,py(s));
g.save();g.translate(24,P.t+P.h/2);g.rotate(-Math.PI/2);g.textAlign='center';g.fillText('share paid for work',0,0);g.restore();
for(const [n,s,lo,v,hi] of D.networks){if(hi<Y0||lo>Y1||s<S0)continue;const a=px(Math.max(lo,Y0)),b=px(Math.min(hi,Y1)),y=Math.max(py(s),P.t+10);g.strokeStyle=g.fillStyle='#D55E00';g.lineWidth=4;g.beginPath();g.moveTo(a,y);g.lineTo(b,y);g.stroke();
if(v!==null){const m=px(Math.min(Math.max(v,Y0),Y1));g.beginPath();g.moveTo(m,y-10);g.lineTo(m+8,y);g.lineTo(m,y+10);g.lineTo(m-8,y);g.fill()}
g.fillStyle='#7a3300';g.textAlign='center';g.fillText(n,(a+b)/2,y+22)}
let k=P.l;const ky=P.t+P.h+95;g.textAlign='left';[...used].sort((a,b)=>a-b).forEach((o,i)=>{const t=D.labels[o],w=g.measureText(t).width+60,row=Math.floor(i/4);if(i%4===0)k=P.l;g.fillStyle=D.shades[Math.min(o,D.shades.length-1)];g.fillRect(k,ky-10+row*30,22,20);g.strokeStyle='#9aa3ad';g.lineWidth=1;g.strokeRect(k,ky-10+row*30,22,20);g.fillStyle='#39424d';g.fillText(t,k+30,ky+row*30);k+=w});
const L=$('x-rules');L.textContent='';for(const r of D.scenario.rules){const e=at(D.scenario.emissionUsdPerYear,r.share),li=document.createElement('li');li.textContent='At '+usd(D.scenario.emissionUsdPerYear)+' a year, '+r.label+': '+usd(paid(D.scenario.emissionUsdPerYear,r.share))+' for work, '+D.labels[e[1]]+(e[2]?', makers: '+e[2]:'');L.appendChild(li)}
}
c.addEventListener('mousemove',v=>{const b=c.getBoundingClientRect(),i=(v.clientX-b.left)*c.width/b.width-P.l,j=(v.clientY-b.top)*c.height/b.height-P.t;if(i<0||j<0||i>P.w||j>P.h)return;const y=Y0*Math.exp(i/P.w*ln(Y1/Y0)),s=S0*Math.exp((1-j/P.h)*ln(1/S0)),e=at(y,s);$('x-hover').textContent=usd(y)+' a year, '+pct(s)+' for work: '+usd(paid(y,s))+' a year buys '+D.labels[e[1]]+(e[2]?' from '+e[2]+(e[2]>1?' makers':' maker'):'')});
for(const id of ['x-outside','x-overlap','x-feedback','x-sold','x-nre'])$(id).addEventListener('input',draw);
draw();
`;
