/**
 * Colour arithmetic for the token tests: WCAG 2.2 contrast, colour vision deficiency by Machado, Oliveira and Fernandes (2009,
 * severity 1), difference by CIEDE2000. Hex in, numbers out. Pure.
 */
type Triple = readonly [number, number, number]
export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan'

const MACHADO: Readonly<Record<Vision, readonly [Triple, Triple, Triple]>> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
const XYZ: readonly [Triple, Triple, Triple] = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
const D65: Triple = [0.95047, 1, 1.08883]

const dot = (row: Triple, v: Triple): number => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]
const times = (m: readonly [Triple, Triple, Triple], v: Triple): Triple => [dot(m[0], v), dot(m[1], v), dot(m[2], v)]
const clamp = (x: number): number => Math.min(1, Math.max(0, x))

function linear(hex: string): Triple {
  const channel = (from: number): number => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** WCAG contrast ratio of two colours, 1–21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [dot(XYZ[1], linear(a)), dot(XYZ[1], linear(b))].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function labOf(hex: string, vision: Vision): Triple {
  const seen = times(MACHADO[vision], linear(hex))
  const xyz = times(XYZ, [clamp(seen[0]), clamp(seen[1]), clamp(seen[2])])
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389 / 27 + 16) / 116)
  const [x, y, z] = [f(xyz[0] / D65[0]), f(xyz[1] / D65[1]), f(xyz[2] / D65[2])]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** How different two colours look to that vision (ΔE00; about 1 is just noticeable). */
export function difference(a: string, b: string, vision: Vision): number {
  return ciede2000(labOf(a, vision), labOf(b, vision))
}

const rad = (degrees: number): number => (degrees * Math.PI) / 180
const hue = (b: number, a: number): number => (a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360)

/** Sharma, Wu, Dalal: The CIEDE2000 colour-difference formula (2005), kL = kC = kH = 1. */
function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const meanC7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7
  const g = 0.5 * (1 - Math.sqrt(meanC7 / (meanC7 + 25 ** 7)))
  const [ap1, ap2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(ap1, b1), Math.hypot(ap2, b2)]
  const [h1, h2] = [hue(b1, ap1), hue(b2, ap2)]
  const grey = c1 * c2 === 0
  const turn = h2 - h1
  const dh = grey ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(rad(dh / 2))
  const [meanL, meanC] = [(l1 + l2) / 2, (c1 + c2) / 2]
  const meanH = grey ? h1 + h2 : Math.abs(turn) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2
  const t = 1 - 0.17 * Math.cos(rad(meanH - 30)) + 0.24 * Math.cos(rad(2 * meanH)) + 0.32 * Math.cos(rad(3 * meanH + 6)) - 0.2 * Math.cos(rad(4 * meanH - 63))
  const sL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2)
  const [sC, sH] = [1 + 0.045 * meanC, 1 + 0.015 * meanC * t]
  const rotation = -Math.sin(rad(60 * Math.exp(-(((meanH - 275) / 25) ** 2)))) * 2 * Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7))
  const [x, y, z] = [(l2 - l1) / sL, (c2 - c1) / sC, dH / sH]
  return Math.sqrt(x * x + y * y + z * z + rotation * y * z)
}
