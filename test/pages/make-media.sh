#!/bin/sh
# Draws the sample media in test/pages/media. They are drawn, not photographed, so that they are free
# of anybody's rights, small, and can be made again in another size or format when a test needs it.
# The files are checked in: tests compare their hashes, and other versions of ffmpeg or ImageMagick
# would not write the same bytes. What nobody sees is taken out of them at the end, as the extension does it: what
# arrives at X is the file. Needs Node.js, ImageMagick 6, ffmpeg with libx264, libwebp and libaom, heif-enc with x265
# (libheif-examples), cjxl (libjxl-tools) and exiftool.
set -eu
cd "$(dirname "$0")/media"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A ridge of hills: prints a polygon for -draw. Arguments: width, height, base line, amplitude, wave length, phase.
ridge() {
  awk -v w="$1" -v h="$2" -v base="$3" -v amp="$4" -v len="$5" -v phase="$6" 'BEGIN {
    printf "polygon 0,%d ", h
    for (x = 0; x <= w; x += 8) {
      y = base + amp * sin(x / len + phase) + amp / 3 * sin(x / len * 2.7 + phase * 1.9)
      printf "%d,%.1f ", x, y
    }
    printf "%d,%.1f %d,%d", w, base, w, h
  }'
}

# A row of firs. Arguments: width, height, base line, tree height, distance, seed.
firs() {
  awk -v w="$1" -v h="$2" -v base="$3" -v tall="$4" -v gap="$5" -v seed="$6" 'BEGIN {
    srand(seed)
    for (x = -gap; x < w + gap; x += gap * (0.6 + 0.7 * rand())) {
      t = tall * (0.65 + 0.6 * rand()); r = t * 0.17
      for (i = 0; i < 4; i++) {
        top = base - t + i * t * 0.2; bottom = top + t * 0.38; half = r * (0.45 + 0.25 * i)
        printf "polygon %.1f,%.1f %.1f,%.1f %.1f,%.1f ", x, top, x - half, bottom, x + half, bottom
      }
    }
    printf "rectangle 0,%.1f %d,%d", base - tall * 0.08, w, h
  }'
}

# Harbor at dusk.
convert -size 1200x470 gradient:'#22325e-#f4a873' \( -size 1200x330 gradient:'#e39a76-#182848' \) -append \
  -fill '#ffe3b0' -draw 'circle 860,380 860,325' \
  -fill '#2a3358' -draw "$(ridge 1200 470 440 22 140 1)" "$work/harbor.png"
convert "$work/harbor.png" \
  \( -size 1200x330 gradient:'#e39a76-#182848' \) -geometry +0+470 -composite \
  -fill '#ffe3b066' -draw 'ellipse 860,490 70,4 0,360 ellipse 850,515 55,4 0,360 ellipse 866,545 42,3 0,360 ellipse 856,580 28,3 0,360' \
  -fill '#141c33' -draw 'polygon 250,560 500,560 465,612 290,612' -draw 'rectangle 368,300 374,560' \
  -fill '#f3ead9' -draw 'polygon 382,310 382,535 500,535' -fill '#d9c7b0' -draw 'polygon 360,345 360,535 275,535' \
  -fill '#141c33' -draw 'polygon 640,520 730,520 716,542 654,542' -draw 'rectangle 682,420 685,520' \
  -fill '#e9dcc6' -draw 'polygon 690,426 690,510 735,510' \
  -quality 86 -strip harbor.jpg

# Dunes under a pale sun.
convert -size 1200x800 gradient:'#8ec6dd-#fbe7c6' -fill '#fff6dc' -draw 'circle 300,210 300,150' \
  -fill '#e8bf86' -draw "$(ridge 1200 800 470 34 170 0.4)" \
  -fill '#d79e62' -draw "$(ridge 1200 800 560 46 210 2.1)" \
  -fill '#bd7b46' -draw "$(ridge 1200 800 650 40 180 4.0)" \
  -fill '#8f5632' -draw "$(ridge 1200 800 740 30 240 5.2)" -colors 128 -strip dunes.png

# Firs in the mist.
convert -size 1200x800 gradient:'#dfe9e4-#a9c6bd' \
  -fill '#9dbcb1' -draw "$(firs 1200 800 470 190 46 3)" -fill '#dfe9e455' -draw 'rectangle 0,0 1200,800' \
  -fill '#6f988b' -draw "$(firs 1200 800 600 260 62 5)" -fill '#dfe9e433' -draw 'rectangle 0,0 1200,800' \
  -fill '#2f5a50' -draw "$(firs 1200 800 800 380 96 8)" "$work/forest.png"
ffmpeg -v error -y -i "$work/forest.png" -c:v libwebp -quality 80 forest.webp

# Waves that roll, 12 frames; the phase returns to where it began, so that the loop has no seam.
for frame in 00 01 02 03 04 05 06 07 08 09 10 11; do
  phase=$(awk -v f="$frame" 'BEGIN { print f / 12 * 6.283185 }')
  wave() {
    awk -v base="$1" -v amp="$2" -v n="$3" -v phase="$4" 'BEGIN {
      printf "polygon 0,320 "
      for (x = 0; x <= 480; x += 6) printf "%d,%.1f ", x, base + amp * sin(x / 480 * 6.283185 * n - phase)
      printf "480,320"
    }'
  }
  convert -size 480x320 gradient:'#fbd9a5-#f6a58b' -fill '#fff1cf' -draw 'circle 350,110 350,72' \
    -fill '#5fa8b8' -draw "$(wave 170 14 2 "$phase")" -fill '#3a86a0' -draw "$(wave 215 16 3 "$phase")" \
    -fill '#24607f' -draw "$(wave 262 14 2 "$phase")" -colors 48 "$work/wave-$frame.png"
done
convert -delay 8 -loop 0 "$work"/wave-*.png -layers optimize waves.gif

# A lighthouse whose beam turns, with the sound of surf.
convert -size 640x360 gradient:'#0d1a3a-#4a5f8c' -fill '#16233f' -draw "$(ridge 640 360 300 14 90 0.7)" "$work/night.png"
frame=0
while [ "$frame" -lt 60 ]; do
  beam=$(awk -v f="$frame" 'BEGIN {
    a = f / 60 * 6.283185
    printf "polygon 430,96 %.1f,%.1f %.1f,%.1f", 430 + 700 * cos(a - .09), 96 + 200 * sin(a - .09), 430 + 700 * cos(a + .09), 96 + 200 * sin(a + .09)
  }')
  convert "$work/night.png" -fill '#fff2b855' -draw "$beam" \
    -fill '#e8e4da' -draw 'polygon 412,116 448,116 460,300 400,300' \
    -fill '#b9433a' -draw 'polygon 409,160 451,160 454,200 406,200' -draw 'polygon 404,240 456,240 459,280 401,280' \
    -fill '#2a2f45' -draw 'rectangle 408,80 452,116' -fill '#ffe9a3' -draw 'rectangle 416,86 444,110' \
    -fill '#2a2f45' -draw 'polygon 404,80 430,58 456,80' "$(printf '%s/light-%02d.png' "$work" "$frame")"
  frame=$((frame + 1))
done
ffmpeg -v error -y -framerate 15 -i "$work/light-%02d.png" \
  -f lavfi -i 'anoisesrc=color=brown:duration=4:seed=7,tremolo=f=0.5:d=0.8,volume=0.6' \
  -c:v libx264 -profile:v high -pix_fmt yuv420p -crf 27 -preset veryslow -c:a aac -b:a 64k -shortest \
  -movflags +faststart lighthouse.mp4

# The lighthouse as a stream of two pieces: as fragmented MP4, and as MPEG-TS.
mkdir -p stream
ffmpeg -v error -y -i lighthouse.mp4 -vf scale=320:-2 -c:v libx264 -profile:v main -pix_fmt yuv420p -crf 30 -preset veryslow \
  -g 30 -sc_threshold 0 -c:a aac -b:a 32k "$work/stream.mp4"
ffmpeg -v error -y -i "$work/stream.mp4" -c copy -f hls -hls_time 2 -hls_playlist_type vod -hls_segment_type fmp4 \
  -hls_fmp4_init_filename begin.mp4 -hls_segment_filename 'stream/piece%d.m4s' stream/pieces.m3u8
ffmpeg -v error -y -i "$work/stream.mp4" -c copy -f hls -hls_time 2 -hls_playlist_type vod \
  -hls_segment_filename 'stream/packet%d.m2t' stream/packets.m3u8
# The same as a camera writes it that may lose its power: an index of the first samples, fragments of the rest.
cat stream/begin.mp4 stream/piece0.m4s stream/piece1.m4s > "$work/pieces.mp4"
ffmpeg -v error -y -i "$work/pieces.mp4" -map_metadata -1 -c copy -movflags frag_keyframe stream/hybrid.mp4
cat > stream/qualities.m3u8 <<'M3U'
#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=60000,RESOLUTION=160x90
packets.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=240000,RESOLUTION=320x180
pieces.m3u8
M3U
sed '/EXT-X-MAP/i #EXT-X-KEY:METHOD=AES-128,URI="key"' stream/pieces.m3u8 > stream/encrypted.m3u8
grep -v -e ENDLIST -e PLAYLIST-TYPE stream/pieces.m3u8 > stream/live.m3u8

# The same with its sound apart, as one set of pieces for HLS and DASH.
mkdir -p apart
ffmpeg -v error -y -i "$work/stream.mp4" -map 0:v -map 0:a -c copy -f dash -seg_duration 2 -use_template 1 -use_timeline 1 \
  -hls_playlist 1 -hls_master_name sound.m3u8 -init_seg_name 'begin$RepresentationID$.mp4' -media_seg_name 'piece$RepresentationID$-$Number$.m4s' \
  apart/list.mpd

# As MPEG-TS whose clock starts anew in its second piece.
ffmpeg -v error -y -i "$work/stream.mp4" -c copy -output_ts_offset 95441 -muxdelay 0 -f hls -hls_time 2 -hls_playlist_type vod \
  -hls_segment_filename 'apart/wrap%d.m2t' apart/wrap.m3u8

# A walk along a meadow.
convert -size 1280x360 gradient:'#9fd3f0-#eef7e4' -fill '#a9cf86' -draw "$(ridge 1280 360 210 22 120 0.3)" \
  -fill '#7fb564' -draw "$(ridge 1280 360 255 16 150 2.4)" -fill '#5c9a4c' -draw "$(ridge 1280 360 300 12 110 4.4)" \
  -draw "$(awk 'BEGIN { srand(4); split("#f7c948 #e86a92 #ffffff #b57edc", c, " ")
    for (i = 0; i < 110; i++) { x = rand() * 1280; y = 305 + rand() * 50; printf "fill %s circle %.0f,%.0f %.0f,%.0f ", c[1 + int(rand() * 4)], x, y, x, y + 2 + rand() * 2 } }')" "$work/meadow.png"
ffmpeg -v error -y -loop 1 -framerate 15 -t 3 -i "$work/meadow.png" -f lavfi -t 3 -i 'sine=frequency=392:duration=3,volume=0.1' \
  -vf "crop=640:360:x='n*6':y=0" -c:v libx264 -pix_fmt yuv420p -crf 27 -preset veryslow -c:a aac -b:a 48k -f mov meadow.mov

# A different, small picture that a site shows instead of its own.
convert -size 120x80 gradient:'#cccccc-#eeeeee' -fill '#999999' -draw 'circle 60,40 60,22' -strip placeholder.png

# Types that X does not take.
ffmpeg -v error -y -i dunes.png -vf scale=320:-2 -c:v libaom-av1 -still-picture 1 -crf 34 -frames:v 1 lantern.avif
ffmpeg -v error -y -i lighthouse.mp4 -t 2 -vf scale=320:-2 -an -c:v libvpx -b:v 120k brook.webm
ffmpeg -v error -y -i dunes.png -vf scale=320:-2,format=rgb24 -frames:v 1 "$work/dunes.png"
heif-enc -q 60 "$work/dunes.png" -o dunes.heic
cjxl "$work/dunes.png" dunes.jxl -q 85
# Transparent on its left half.
ffmpeg -v error -y -i dunes.png -frames:v 1 "$work/glass.png" \
  -vf "scale=256:192,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(lt(X,128),0,255)'"
heif-enc -q 60 "$work/glass.png" -o glass.heic
# Lies on its side: a JPEG's orientation becomes that of its JPEG XL.
ffmpeg -v error -y -i "$work/dunes.png" -q:v 2 "$work/turned.jpg"
exiftool -q -overwrite_original -n -Orientation=6 "$work/turned.jpg"
cjxl "$work/turned.jpg" turned.jxl
# Rolls as waves.gif does.
ffmpeg -v error -y -i waves.gif -vf "scale=120:80,split[a][b];[a]palettegen[p];[b][p]paletteuse" "$work/waves.gif"
cjxl "$work/waves.gif" waves.jxl -d 3
cat > kite.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200">
  <rect width="320" height="200" fill="#cfe8f6" />
  <path d="M180 30 230 80 180 150 130 80z" fill="#e4572e" />
  <path d="M180 30v120M130 80h100" stroke="#7a2a14" stroke-width="2" />
  <path d="M180 150q-30 20-10 45" fill="none" stroke="#7a2a14" stroke-width="2" />
</svg>
SVG
node --import tsx ../strip-media.ts
ls -l
