import type { SideName } from '../connection/sideName.ts'
import { drawVideo } from './drawVideo.ts'

export type VideoSource = 'drawing' | 'camera'

/** What each side sends. */
export interface VideoFeeds extends Record<SideName, MediaStream> {
  end: () => void
}

/** Opens the moving pictures of both sides. Throws when the camera is asked for and refused. */
export async function openVideo(source: VideoSource): Promise<VideoFeeds> {
  if (source === 'camera') return openCamera()
  const ada = drawVideo({ name: 'Ada', hue: 166 })
  const ben = drawVideo({ name: 'Ben', hue: 205 })
  return {
    ada: ada.stream,
    ben: ben.stream,
    end() {
      ada.end()
      ben.end()
    },
  }
}

/** One camera for both sides. */
async function openCamera(): Promise<VideoFeeds> {
  try {
    const ada = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 400 } })
    const ben = ada.clone()
    return {
      ada,
      ben,
      end() {
        stop(ada)
        stop(ben)
      },
    }
  } catch (cause) {
    throw new Error('The camera could not be opened. Allow it for this page, or choose the drawn picture.', { cause })
  }
}

function stop(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop()
}
