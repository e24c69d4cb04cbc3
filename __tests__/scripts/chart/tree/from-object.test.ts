import { treeOf } from '../../../../scripts/chart/tree/from-object';
import { printObjects } from '../../../../scripts/chart/tree/print';
import type { Slot } from '../../../../scripts/chart/tree/slots';

/** The lines of a template that is made of one object. */
const linesOf = (object: object, slots: readonly Slot[]): readonly string[] =>
  printObjects([{ guards: [], item: treeOf(object, slots) }]).slice(1);

const name: Slot = { sample: 'zzname', expression: '$m.name', isName: true };
const text: Slot = { sample: 'zztext', expression: '$m.text' };

test('a text that is one value is quoted by Helm, whatever it holds', () => {
  expect(linesOf({ a: 'zzname', b: 'zztext' }, [name, text])).toEqual(['a: {{ $m.name | quote }}', 'b: {{ $m.text | quote }}']);
});

test('a name within a text needs no quotes, and another text is formatted before it is quoted', () => {
  expect(linesOf({ a: 'zzname-egress', b: '100% zztext' }, [name, text])).toEqual([
    'a: {{ $m.name }}-egress',
    'b: {{ printf "100%% %s" $m.text | quote }}',
  ]);
});

test('a text that would be another type in YAML is quoted', () => {
  expect(linesOf({ a: 'true', b: '8080', c: '- "zzname"' }, [name])).toEqual(['a: "true"', 'b: "8080"', 'c: "- \\"{{ $m.name }}\\""']);
});

test('the longest value is found first, because names are parts of other names', () => {
  const longer: Slot = { sample: 'zzname-linux', expression: '$entry.objectName', isName: true };
  expect(linesOf({ a: 'zzname-linux-placeholder' }, [name, longer])).toEqual(['a: {{ $entry.objectName }}-placeholder']);
});

test('a number is found as a number and in a text, but not within another number', () => {
  const number: Slot = { sample: 37, expression: '$entry.idleMinutes' };
  expect(linesOf({ a: 37, b: '37', c: '1037', d: 1037 }, [number])).toEqual([
    'a: {{ int64 $entry.idleMinutes }}',
    'b: "{{ int64 $entry.idleMinutes }}"',
    'c: "1037"',
    'd: 1037',
  ]);
});

test('a slot with a place applies there only', () => {
  const request: Slot = { sample: '4Gi', expression: '$entry.diskRequest', at: 'requests.disk' };
  expect(linesOf({ requests: { disk: '4Gi' }, limits: { disk: '4Gi' } }, [request])).toEqual([
    'requests:',
    '  disk: {{ $entry.diskRequest | quote }}',
    'limits:',
    '  disk: 4Gi',
  ]);
});

test('the innermost list whose item has a value of a loop is repeated', () => {
  const loop = 'range $key, $value := $entry.env';
  const slots = [
    { sample: 'zzKEY', expression: '$key', loop },
    { sample: 'zzvalue', expression: '$value', loop },
  ];
  expect(
    linesOf(
      {
        containers: [
          {
            env: [
              { name: 'A', value: 'b' },
              { name: 'zzKEY', value: 'zzvalue' },
            ],
          },
        ],
      },
      slots,
    ),
  ).toEqual([
    'containers:',
    '  - env:',
    '      - name: A',
    '        value: b',
    '      {{- range $key, $value := $entry.env }}',
    '      - name: {{ $key | quote }}',
    '        value: {{ $value | quote }}',
    '      {{- end }}',
  ]);
});

test('an entry of a map whose key is a value of a loop is repeated', () => {
  const loop = 'range $label, $value := $entry.nodeSelector';
  const slots = [
    { sample: 'zzlabel', expression: '$label', loop },
    { sample: 'zzvalue', expression: '$value', loop },
  ];
  expect(linesOf({ nodeSelector: { os: 'linux', zzlabel: 'zzvalue' } }, slots)).toEqual([
    'nodeSelector:',
    '  os: linux',
    '  {{- range $label, $value := $entry.nodeSelector }}',
    '  {{ $label | quote }}: {{ $value | quote }}',
    '  {{- end }}',
  ]);
});

test('a value of a loop that nothing can repeat is refused', () => {
  const slot: Slot = { sample: 'zzvalue', expression: '$value', loop: 'range $value := $m.values' };
  expect(() => treeOf({ a: 'zzvalue' }, [slot])).toThrow('nothing repeats what "range $value := $m.values" has');
});

test('a text of several lines is a block, in which an action of another program is none for Helm', () => {
  expect(linesOf({ a: 'first zzname\n  second {{ $labels.pool }}' }, [name])).toEqual([
    'a: |-',
    '  first {{ $m.name }}',
    '    second {{ "{{" }} $labels.pool }}',
  ]);
});
