package highavailability.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;

/**
 * Writes what an encoding leaves in its output asset: renditions that hold the input's bytes, the
 * server and client manifests that name them, and the two descriptions in JSON.
 */
final class OutputWriter {

  private static final List<Rendition> RENDITIONS =
      List.of(
          new Rendition(640, 360, 700_000),
          new Rendition(960, 540, 1_600_000),
          new Rendition(1280, 720, 3_400_000));

  private final RegionStorage storage;

  OutputWriter(RegionStorage storage) {
    this.storage = storage;
  }

  void write(StagedInput input, String container) throws IOException {
    String base = input.baseName();
    for (Rendition rendition : RENDITIONS) {
      storage.upload(container, rendition.fileName(base), input.file(), "video/mp4");
    }
    long size = Files.size(input.file());
    storage.upload(container, base + ".ismc", clientManifest(), "application/vnd.ms-sstr+xml");
    storage.upload(
        container, base + "_manifest.json", manifestJson(base, size), "application/json");
    storage.upload(
        container,
        UUID.randomUUID() + "_metadata.json",
        metadataJson(base, size),
        "application/json");
    // Last: an asset counts as streamable as soon as its server manifest is there.
    storage.upload(container, base + ".ism", serverManifest(base), "application/xml");
  }

  private static String serverManifest(String base) {
    StringBuilder tracks = new StringBuilder();
    for (Rendition rendition : RENDITIONS) {
      tracks
          .append("      <video src=\"")
          .append(rendition.fileName(base))
          .append("\" systemBitrate=\"")
          .append(rendition.bitrate())
          .append("\">\n        <param name=\"trackID\" value=\"1\" valuetype=\"data\"/>\n")
          .append("      </video>\n");
    }
    tracks
        .append("      <audio src=\"")
        .append(RENDITIONS.get(0).fileName(base))
        .append("\" systemBitrate=\"128000\">\n")
        .append("        <param name=\"trackID\" value=\"2\" valuetype=\"data\"/>\n")
        .append("      </audio>\n");
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <smil xmlns="http://www.w3.org/2001/SMIL20/Language">
          <head>
            <meta name="clientManifestRelativePath" content="%s.ismc"/>
            <meta name="formats" content="mp4"/>
          </head>
          <body>
            <switch>
        %s    </switch>
          </body>
        </smil>
        """
        .formatted(base, tracks);
  }

  private static String clientManifest() {
    StringBuilder levels = new StringBuilder();
    for (int index = 0; index < RENDITIONS.size(); index++) {
      Rendition rendition = RENDITIONS.get(index);
      levels.append(
          "    <QualityLevel Index=\"%d\" Bitrate=\"%d\" FourCC=\"AVC1\" MaxWidth=\"%d\" MaxHeight=\"%d\"/>\n"
              .formatted(index, rendition.bitrate(), rendition.width(), rendition.height()));
    }
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <SmoothStreamingMedia MajorVersion="2" MinorVersion="2" TimeScale="10000000" Duration="100000000">
          <StreamIndex Type="video" Chunks="1" QualityLevels="%d" Url="QualityLevels({bitrate})/Fragments(video={start time})">
        %s    <c n="0" d="100000000"/>
          </StreamIndex>
        </SmoothStreamingMedia>
        """
        .formatted(RENDITIONS.size(), levels);
  }

  private static String manifestJson(String base, long size) {
    return "{\"AssetFile\":[%s]}".formatted(files(base, size));
  }

  private static String metadataJson(String base, long size) {
    return "{\"Version\":\"1.0\",\"Sources\":[\"%s\"],\"AssetFile\":[%s]}"
        .formatted(base, files(base, size));
  }

  private static String files(String base, long size) {
    return String.join(
        ",",
        RENDITIONS.stream()
            .map(
                rendition ->
                    "{\"Name\":\"%s\",\"Size\":%d,\"Width\":%d,\"Height\":%d,\"Bitrate\":%d}"
                        .formatted(
                            rendition.fileName(base),
                            size,
                            rendition.width(),
                            rendition.height(),
                            rendition.bitrate()))
            .toList());
  }

  private record Rendition(int width, int height, int bitrate) {

    String fileName(String base) {
      return "%s_%dx%d_AACAudio_%d.mp4".formatted(base, width, height, bitrate / 1000);
    }
  }
}
