/** Reads comma-separated values with a header line. Quotes follow RFC 4180; a short line is refused with its number. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = cellsOf(header);
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const cells = cellsOf(line);
    if (cells.length !== names.length) throw new Error(`ligne ${index + 2} : ${cells.length} valeurs au lieu de ${names.length}`);
    return [Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))];
  });
}

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (character === '"' && quoted && line[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}
