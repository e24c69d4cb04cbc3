const BEGIN = '<!-- begin: npm run bench:scaling -- --render -->';
const END = '<!-- end -->';

/** Returns the document with new content between its markers. @throws Error if it lacks the markers */
export function replaceBetweenMarkers(document: string, content: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`the document lacks the lines "${BEGIN}" and "${END}"`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${content}\n\n${document.slice(end)}`;
}
