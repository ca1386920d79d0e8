import { type Figure, isMet, rounded } from './figures.ts';

const longestBar = 300;
const valueWidth = 200;
/** Of the font below, on the safe side. */
const characterWidth = 7.4;
const rowHeight = 30;
const barHeight = 16;
const top = 40;

// One file for light and dark pages: the reader's scheme decides.
const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; }
  .bar { fill: #2f6f9f; }
  .missed { fill: #b4552d; }
  .goal { stroke: #1f2328; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .bar { fill: #6cb6ea; }
    .missed { fill: #f0915f; }
    .goal { stroke: #e6edf3; }
  }`;

/** Horizontal bars of the figures' values, each on a scale of its own, with a line where its goal lies. */
export function barChart(title: string, figures: readonly Figure[]): string {
  const height = top + figures.length * rowHeight + 24;
  const labelWidth = Math.ceil(Math.max(...figures.map(({ name }) => name.length)) * characterWidth);
  const width = labelWidth + longestBar + valueWidth;
  const rows = figures.map((one, i) => row(one, labelWidth, top + i * rowHeight));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>${style}
</style>
<text class="title" x="0" y="20">${escaped(title)}</text>
${rows.join('\n')}
<text x="0" y="${height - 6}">The line marks the goal. Bars of different rows are on different scales.</text>
</svg>
`;
}

function row(one: Figure, x: number, y: number): string {
  const goal = one.goal?.value ?? one.value;
  const scale = longestBar / Math.max(one.value, goal);
  const goalX = x + goal * scale;
  const unit = one.unit === 'ratio' ? '' : ` ${one.unit}`;
  const wanted = one.goal ? ` (${one.goal.kind} ${one.goal.value})` : '';
  const shown = `${rounded(one.value)}${unit}${wanted}`;
  return [
    `<text x="0" y="${y + barHeight - 3}">${escaped(one.name)}</text>`,
    `<rect class="${isMet(one) === false ? 'missed' : 'bar'}" x="${x}" y="${y}" width="${(one.value * scale).toFixed(1)}" height="${barHeight}" rx="2"/>`,
    `<line class="goal" x1="${goalX.toFixed(1)}" x2="${goalX.toFixed(1)}" y1="${y - 4}" y2="${y + barHeight + 4}"/>`,
    `<text x="${x + longestBar + 8}" y="${y + barHeight - 3}">${escaped(shown)}</text>`,
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
