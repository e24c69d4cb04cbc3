import { isTimeZone } from '../../../config/warm/time-zone';
import { portablePattern } from './portable-pattern';

/**
 * Names that Node.js accepts and `Intl.supportedValuesOf('timeZone')` does not list, by area: it has one name for each time
 * zone. They are the other names of the IANA time zone database (its file backward), and those that ICU adds.
 */
const FURTHER_NAMES: Readonly<Record<string, string>> = {
  Africa: 'Asmara Timbuktu',
  America: `Argentina/Buenos_Aires Argentina/Catamarca Argentina/ComodRivadavia Argentina/Cordoba Argentina/Jujuy Argentina/Mendoza
    Atikokan Atka Ensenada Fort_Wayne Indiana/Indianapolis Kentucky/Louisville Knox_IN Montreal Nipigon Nuuk Pangnirtung Porto_Acre
    Rainy_River Rosario Santa_Isabel Shiprock Thunder_Bay Virgin Yellowknife`,
  Antarctica: 'South_Pole',
  Asia: `Ashkhabad Choibalsan Chongqing Chungking Dacca Harbin Ho_Chi_Minh Istanbul Kashgar Kathmandu Kolkata Macao Tel_Aviv Thimbu
    Ujung_Pandang Ulan_Bator Yangon`,
  Atlantic: 'Faroe Jan_Mayen',
  Australia: 'ACT Canberra Currie LHI NSW North Queensland South Tasmania Victoria West Yancowinna',
  Brazil: 'Acre DeNoronha East West',
  Canada: 'Atlantic Central Eastern Mountain Newfoundland Pacific Saskatchewan Yukon',
  Chile: 'Continental EasterIsland',
  Etc: `GMT GMT+0 GMT+1 GMT+2 GMT+3 GMT+4 GMT+5 GMT+6 GMT+7 GMT+8 GMT+9 GMT+10 GMT+11 GMT+12 GMT-0 GMT-1 GMT-2 GMT-3 GMT-4 GMT-5 GMT-6
    GMT-7 GMT-8 GMT-9 GMT-10 GMT-11 GMT-12 GMT-13 GMT-14 GMT0 Greenwich UCT UTC Universal Zulu`,
  Europe: 'Belfast Kyiv Nicosia Tiraspol Uzhgorod Zaporozhye',
  Mexico: 'BajaNorte BajaSur General',
  Pacific: 'Chuuk Enderbury Johnston Kanton Pohnpei Ponape Samoa Truk Yap',
  SystemV: 'AST4 AST4ADT CST6 CST6CDT EST5 EST5EDT HST10 MST7 MST7MDT PST8 PST8PDT YST9 YST9YDT',
  US: 'Alaska Aleutian Arizona Central East-Indiana Eastern Hawaii Indiana-Starke Michigan Mountain Pacific Pacific-New Samoa',
};

/** Every time zone that the config accepts, as far as this Node.js knows it. */
export function timeZoneNames(): readonly string[] {
  const further = Object.entries(FURTHER_NAMES).flatMap(([area, places]) => places.split(/\s+/).map((place) => `${area}/${place}`));
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...further])].filter(isTimeZone).sort();
}

/** Matches these names, as a pattern for JavaScript and Go. Only UTC has to be in capitals, as in the config. */
export function timeZonePattern(): string {
  const names = timeZoneNames().filter((name) => name !== 'UTC');
  const areaOf = (name: string) => name.slice(0, name.indexOf('/') + 1);
  const areas = [...new Set(names.map(areaOf))].map((area) => {
    const places = names.filter((name) => areaOf(name) === area).map((name) => escaped(name.slice(area.length)));
    return `${area}(?:${places.join('|')})`;
  });
  return `^(?:UTC|${portablePattern(new RegExp(areas.join('|'), 'i')).pattern})$`;
}

const escaped = (text: string) => text.replaceAll('+', '\\+');
