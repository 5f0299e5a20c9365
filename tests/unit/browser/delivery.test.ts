import { expect, it } from 'vitest'
import { deliveryOf } from '../../../src/browser/delivery.ts'

const folder = 'https://app.example.com/assets/'
const file = (name: string, decodedBodySize: number, encodedBodySize: number, nextHopProtocol = 'h2') => (
  { name: folder + name, decodedBodySize, encodedBodySize, nextHopProtocol }
)

it('knows packed files by their sizes, and leaves out small ones and those of others', () => {
  const others = { ...file('', 9_000, 9_000, 'http/1.1'), name: 'https://example.bitrix24.com/rest/batch' }
  expect(deliveryOf([file('a.js', 90_000, 30_000), file('b.js', 300, 300), others], folder)).toEqual({ isCompressed: true, isHttp2: true })
  expect(deliveryOf([file('a.js', 90_000, 30_000), file('c.css', 9_000, 9_000)], folder).isCompressed).toBe(false)
})

it('knows HTTP/2 and newer from HTTP/1.1', () => {
  expect(deliveryOf([file('a.js', 9_000, 3_000, 'h3')], folder).isHttp2).toBe(true)
  expect(deliveryOf([file('a.js', 9_000, 3_000, 'http/1.1')], folder).isHttp2).toBe(false)
})

it('says nothing of what a browser keeps to itself', () => {
  expect(deliveryOf([], folder)).toEqual({ isCompressed: null, isHttp2: null })
  expect(deliveryOf([file('a.js', 0, 0, '')], folder)).toEqual({ isCompressed: null, isHttp2: null })
})
