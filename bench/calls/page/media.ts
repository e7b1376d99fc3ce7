/** Something to send: a picture that changes at every third tick, and a tone. */
export interface Media {
  tracks: MediaStreamTrack[]
  tick(): void
  stop(): void
}

export async function startMedia(): Promise<Media> {
  const canvas = document.createElement('canvas')
  canvas.width = 320
  canvas.height = 240
  document.body.append(canvas)
  const picture = canvas.getContext('2d')
  const audio = new AudioContext()
  const destination = audio.createMediaStreamDestination()
  const tone = audio.createOscillator()
  tone.connect(destination)
  tone.start()
  // Without a sound card Firefox never resumes it, and sends as many packets of silence.
  audio.resume()
  const tracks = [...canvas.captureStream(30).getVideoTracks(), ...destination.stream.getAudioTracks()]
  let ticks = 0
  return {
    tracks,
    tick() {
      ticks += 1
      if (!picture || ticks % 3 > 0) return
      picture.fillStyle = `hsl(${ticks % 360} 80% 50%)`
      picture.fillRect(0, 0, canvas.width, canvas.height)
    },
    stop() {
      for (const track of tracks) track.stop()
      audio.close()
      canvas.remove()
    },
  }
}
