import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { runs } from '../runs.ts'
import { matches, searchable } from '../../../src/domain/search.ts'

/** Names, how people search for them, and what must not find them, in every language of a portal. */
const names: Readonly<Record<string, readonly (readonly [name: string, found: readonly string[], not?: readonly string[]])[]>> = {
  ru: [
    ['Артём Королёв', ['артем', 'королев', 'КОРОЛЁВ АРТЁМ', 'арт кор'], ['ролев']],
    ['Проект «Ёлка»', ['елка', 'ёлка', '«ёл']],
  ],
  en: [
    ['Sinéad O’Neil', ['sinead', 'o\'neil', 'oneil', 'neil', 'O‘Neil'], ['eil']],
    ['Project team', ['team pro', 'PROJECT'], ['am', 'x']],
  ],
  de: [
    ['Jürgen Groß', ['jurgen gross', 'groß', 'GROSS', 'GROẞ', 'gro']],
    ['Strassenbau', ['straße']],
  ],
  fr: [['Cœur d’Équipe', ['coeur', 'cœur', 'equipe', 'd\'equipe', 'ÉQUIPE'], ['quipe']]],
  it: [['Niccolò Dell’Acqua', ['niccolo', 'acqua', 'dellacqua', 'dell´acqua']]],
  pl: [['Łukasz Wójcik', ['lukasz', 'ŁUKASZ', 'wojcik', 'łuk wój'], ['ukasz']]],
  tr: [
    ['İbrahim Işık', ['ibrahim', 'İBRAHİM', 'ıbrahim', 'ışık', 'isik', 'IŞIK', 'Işık']],
    ['Çağrı Öğüt', ['cagri', 'çağrı', 'ogut', 'ÖĞÜT']],
  ],
  id: [['Nur’aini Wijaya', ['nuraini', 'nur\'aini', 'wij']]],
  ms: [['Siti Nurhaliza binti Tarudin', ['siti tar', 'NURHALIZA'], ['haliza']]],
  th: [
    ['สมชาย ใจดี', ['สมชาย', 'ชาย', 'ใจดี', 'สมชายใจดี'], ['สมชาตย์']],
    ['ฝ่ายขาย ๒๕๖๗', ['ขาย', 'ฝาย', '2567']],
  ],
  ja: [
    ['山田 太郎', ['山田', '太郎', '田', '山田太郎', '山田　太郎'], ['山本']],
    ['営業ミーティング', ['みーてぃんぐ', 'ﾐｰﾃｨﾝｸﾞ', '業ミ', 'ティング'], ['キーティング']],
    ['株式会社Ｓｏｎｙ', ['sony', '会社', '会社sony'], ['ony']],
    ['パーティー', ['ぱーてぃー', 'ﾊﾟｰﾃｨｰ'], ['ばーてぃー']],
  ],
  ar: [
    ['أحمد الرِّياض', ['احمد', 'أحمد', 'إحمد', 'الرياض', 'الريـــاض']],
    ['فاطمة مصطفى', ['فاطمه', 'فاطمة', 'مصطفي', 'مصطفی']],
    ['مكتب ١٢٣', ['123', '۱۲۳']],
  ],
  la: [['Íñigo Muñoz', ['inigo', 'munoz', 'MUÑOZ', 'íñi']]],
  br: [['João Gonçalves', ['joao', 'goncalves', 'JOÃO']]],
  ua: [
    ['Мар’яна Ґалаґан', ['мар\'яна', 'марʼяна', 'маряна', 'МАР’ЯНА', 'галаган', 'яна']],
    ['Єлизавета Їжак', ['єлизавета', 'їжак', 'ЇЖ']],
  ],
  kz: [
    ['Қанат Әубәкіров', ['қанат', 'канат', 'әубәкіров', 'ӘУБ'], ['анат']],
    ['Күнсұлу Өтегенқызы', ['күнсұлу', 'кунсулу', 'өтеген', 'отеген']],
  ],
  vn: [
    ['Đặng Thị Hồng', ['đặng', 'dang', 'ĐẶNG', 'thi hong', 'Hô\u0300ng'], ['ang']],
    ['Nguyễn Văn Ất', ['nguyen', 'nguyễn', 'van at', 'ất']],
  ],
  sc: [
    ['王小明', ['王', '小明', '明', '王小明'], ['李']],
    ['市场部 Q4 会议', ['场', 'q4', '会议', '会议 市场 q4']],
  ],
  tc: [['陳美玲（業務部）', ['美玲', '業務', '陳', '玲 業'], ['陳玲']]],
  in: [
    ['राजेश फ़ारूक़ी', ['राजेश', 'फारूकी', 'फ़ारूक़ी', 'राज'], ['जेश', 'रजेश']],
    ['चाँदनी कार्यालय ४२', ['चांदनी', 'चाँदनी', '42']],
  ],
}

describe.each(Object.entries(names))('names in %s', (_, rows) => {
  it.each(rows.flatMap(([name, found]) => found.map(query => [name, query] as const)))('%s is found by %s', (name, query) => {
    expect(matches(name, searchable(query))).toBe(true)
    expect(matches(name.normalize('NFD'), searchable(query.normalize('NFC')))).toBe(true)
  })

  it('are not found by others', () => {
    for (const [name, , not = []] of rows) for (const query of not) expect(matches(name, searchable(query)), `${name}: ${query}`).toBe(false)
  })
})

it('has names of all twenty languages of a portal', () => {
  expect(Object.keys(names)).toHaveLength(20)
})

const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(...Object.values(names).flatMap(rows => rows.map(([name]) => name))),
)

describe('any name', () => {
  it('is found by itself, in capitals or not, composed or not', () => {
    fc.assert(fc.property(anyName, (name) => {
      // Some capitals are several letters: the iota under a Greek vowel comes to stand beside it.
      const capitals = name.toUpperCase()
      const hasCapitals = capitals.toLowerCase() === name.toLowerCase()
      for (const query of [name, ...(hasCapitals ? [capitals] : []), name.toLowerCase(), name.normalize('NFD'), name.normalize('NFKC')]) {
        expect(matches(name, searchable(query))).toBe(true)
      }
    }), { numRuns: runs(2_000) })
  })

  it('is found by what each of its words begins with', () => {
    fc.assert(fc.property(anyName, fc.nat(5), (name, length) => {
      const query = searchable(name).split(' ').map(word => Array.from(word).slice(0, length + 1).join('')).join(' ')
      expect(matches(name, query)).toBe(true)
    }), { numRuns: runs(2_000) })
  })

  it('has one spelling for a search', () => {
    fc.assert(fc.property(anyName, name => void expect(searchable(searchable(name))).toBe(searchable(name))), { numRuns: runs(2_000) })
  })
})

describe('in a Turkish browser', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('names are found all the same', () => {
    const lower = String.prototype.toLocaleLowerCase
    vi.spyOn(String.prototype, 'toLocaleLowerCase').mockImplementation(function (this: string) {
      return lower.call(this, 'tr')
    })
    for (const rows of Object.values(names)) {
      for (const [name, found] of rows) for (const query of found) expect(matches(name, searchable(query)), query).toBe(true)
    }
  })
})
