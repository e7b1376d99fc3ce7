import { type OrbitOptions, paintOrbit } from './paintOrbit.ts'

const WIDTH = 640
const HEIGHT = 400
const FRAMES_PER_SECOND = 30

/** A moving picture that needs no camera: a canvas, painted anew for each frame. */
export function drawVideo(options: OrbitOptions): { stream: MediaStream; end: () => void } {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('This browser cannot draw on a canvas.')

  // Who asked for less motion gets one step a second.
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  const paint = () => paintOrbit(context, isCalm ? Math.floor(Date.now() / 1000) * 1000 : Date.now(), options)
  paint()
  const timer = setInterval(paint, 1000 / FRAMES_PER_SECOND)
  const stream = canvas.captureStream(FRAMES_PER_SECOND)
  return {
    stream,
    end() {
      clearInterval(timer)
      for (const track of stream.getTracks()) track.stop()
    },
  }
}
