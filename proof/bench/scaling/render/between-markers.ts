const BEGIN = '<!-- begin: npm run bench:scaling -- --render -->';
const END = '<!-- end -->';

/** A document with what stands between its markers replaced. @throws Error when it lacks them */
export function betweenMarkers(document: string, content: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`the document lacks the lines "${BEGIN}" and "${END}"`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${content}\n\n${document.slice(end)}`;
}
