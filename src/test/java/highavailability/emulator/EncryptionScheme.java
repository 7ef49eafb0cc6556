package highavailability.emulator;

/** How a stream is encrypted, with the words that the service uses for it in different places. */
enum EncryptionScheme {
  NO_ENCRYPTION("noEncryption", "NoEncryption", ""),
  ENVELOPE("envelopeEncryption", "EnvelopeEncryption", "cbc"),
  CENC("commonEncryptionCenc", "CommonEncryptionCenc", "cenc"),
  CBCS("commonEncryptionCbcs", "CommonEncryptionCbcs", "cbcs-aapl");

  private final String section;
  private final String label;
  private final String urlTag;

  EncryptionScheme(String section, String label, String urlTag) {
    this.section = section;
    this.label = label;
    this.urlTag = urlTag;
  }

  /** Its section in a streaming policy. */
  String section() {
    return section;
  }

  /** Its name in listed paths and content keys. */
  String label() {
    return label;
  }

  /** Its name in a manifest's URL. */
  String urlTag() {
    return urlTag;
  }
}
