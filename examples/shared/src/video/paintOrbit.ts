const TURN = 2 * Math.PI
/** How long the comet takes for one round, in milliseconds. */
const ROUND = 4000
const TAIL = 48

export interface OrbitOptions {
  name: string
  /** The colour, in degrees of the colour wheel. */
  hue: number
}

/** Paints one frame: a comet on its orbit around a clock that tells the very time of the frame. */
export function paintOrbit(context: CanvasRenderingContext2D, now: number, { name, hue }: OrbitOptions): void {
  const { width, height } = context.canvas
  const radius = height * 0.34
  paintSky(context, now, hue)
  context.save()
  context.translate(width / 2, height / 2)
  paintSeconds(context, now, hue, radius)
  paintComet(context, now, hue, radius * 1.2)
  paintTime(context, now)
  context.restore()
  context.textAlign = 'left'
  context.font = '500 20px system-ui, sans-serif'
  context.fillStyle = `hsl(${hue} 60% 84% / 0.9)`
  context.fillText(name, 28, height - 28)
}

/** A dark sky with a light that wanders behind the clock. */
function paintSky(context: CanvasRenderingContext2D, now: number, hue: number) {
  const { width, height } = context.canvas
  context.fillStyle = `hsl(${hue + 30} 45% 5%)`
  context.fillRect(0, 0, width, height)
  const angle = ((now % 60_000) / 12_000) * TURN
  const x = width * (0.5 + 0.34 * Math.cos(angle))
  const y = height * (0.5 + 0.42 * Math.sin(angle * 2))
  const glow = context.createRadialGradient(x, y, 0, x, y, width * 0.3)
  glow.addColorStop(0, `hsl(${hue} 80% 42% / 0.5)`)
  glow.addColorStop(1, `hsl(${hue} 80% 30% / 0)`)
  context.fillStyle = glow
  context.fillRect(0, 0, width, height)
}

/** Sixty marks; those of the seconds that have passed are lit. */
function paintSeconds(context: CanvasRenderingContext2D, now: number, hue: number, radius: number) {
  const seconds = (now / 1000) % 60
  context.lineWidth = 3
  context.lineCap = 'round'
  for (let mark = 0; mark < 60; mark += 1) {
    const angle = (mark / 60) * TURN - TURN / 4
    const length = mark % 5 === 0 ? 14 : 8
    context.strokeStyle = mark <= seconds ? `hsl(${hue} 90% 76% / 0.95)` : `hsl(${hue} 40% 80% / 0.22)`
    context.beginPath()
    context.moveTo(Math.cos(angle) * (radius - length), Math.sin(angle) * (radius - length))
    context.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius)
    context.stroke()
  }
}

function paintComet(context: CanvasRenderingContext2D, now: number, hue: number, radius: number) {
  const head = ((now % ROUND) / ROUND) * TURN
  for (let step = TAIL; step >= 0; step -= 1) {
    const angle = head - step * 0.028
    const light = 1 - step / TAIL
    context.fillStyle = `hsl(${hue} 95% ${70 + 25 * light}% / ${light ** 2})`
    context.beginPath()
    context.arc(Math.cos(angle) * radius, Math.sin(angle) * radius, 1.5 + 6 * light, 0, TURN)
    context.fill()
  }
}

function paintTime(context: CanvasRenderingContext2D, now: number) {
  const time = new Date(now)
  const minutes = String(time.getMinutes()).padStart(2, '0')
  const seconds = String(time.getSeconds()).padStart(2, '0')
  const tenths = Math.floor(time.getMilliseconds() / 100)
  context.textAlign = 'center'
  context.fillStyle = 'hsl(180 30% 97%)'
  context.font = '300 58px ui-monospace, Menlo, Consolas, monospace'
  context.fillText(`${minutes}:${seconds}`, 0, 16)
  context.font = '400 20px ui-monospace, Menlo, Consolas, monospace'
  context.fillStyle = 'hsl(180 20% 90% / 0.7)'
  context.fillText(`.${tenths}`, 0, 48)
}
