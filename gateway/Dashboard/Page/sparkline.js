// Ten minutes in a line.

const namespace = 'http://www.w3.org/2000/svg';
const [width, height] = [100, 30];

/** @param {(number|null)[]} values oldest first; null where there is none  @param {number} least what the top of the drawing stands for at least */
export function sparkline(values, least) {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  const top = Math.max(least, ...values.filter(value => value !== null));
  const points = values.map((value, place) => value === null
    ? null
    : [values.length > 1 ? width * place / (values.length - 1) : width, height - height * value / top]);
  for (const run of runs(points)) {
    const line = run.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' L');
    svg.append(path(`M${run[0][0].toFixed(2)},${height} L${line} L${run.at(-1)[0].toFixed(2)},${height} Z`, 'area'), path(`M${line}`, 'line'));
  }

  return svg;
}

// Where there was nothing, there is no line: zero would be another thing.
function runs(points) {
  const found = [[]];
  for (const point of points) {
    if (point) {
      found.at(-1).push(point);
    } else if (found.at(-1).length) {
      found.push([]);
    }
  }

  return found.filter(run => run.length);
}

function path(d, kind) {
  const made = document.createElementNS(namespace, 'path');
  made.setAttribute('d', d);
  made.setAttribute('class', kind);
  return made;
}
