package highavailability.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A page of List Blobs into which copies are written that the service does not know of. */
final class BlobListing {
  private final Document document;
  private final boolean showsCopies;
  private final boolean showsMetadata;

  private BlobListing(Document document, String include) {
    this.document = document;
    this.showsCopies = List.of(include.split(",")).contains("copy");
    this.showsMetadata = List.of(include.split(",")).contains("metadata");
  }

  /**
   * Puts blobs into a listing, in the order of their names. Those that the prefix leaves out are
   * not shown; on pages after the first one, none is.
   */
  static byte[] with(List<PostponedCopy> copies, Map<String, String> query, byte[] page) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(page));
      BlobListing listing = new BlobListing(document, query.getOrDefault("include", ""));
      boolean isFirst = query.getOrDefault("marker", "").isEmpty();
      for (PostponedCopy copy : copies) {
        if (copy.blob().startsWith(query.getOrDefault("prefix", ""))) {
          listing.put(copy, isFirst);
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(bytes));
      return bytes.toByteArray();
    } catch (ParserConfigurationException | SAXException | TransformerException | IOException e) {
      throw new IllegalStateException("The blob service's listing cannot be read", e);
    }
  }

  private void put(PostponedCopy copy, boolean isFirstPage) {
    Node blobs = document.getElementsByTagName("Blobs").item(0);
    Node next = null;
    for (Node node = blobs.getLastChild(); node != null; ) {
      Node earlier = node.getPreviousSibling();
      int order = nameOf(node).compareTo(copy.blob());
      if (order == 0) {
        blobs.removeChild(node);
      } else if (order > 0) {
        next = node;
      }
      node = earlier;
    }
    if (isFirstPage) {
      blobs.insertBefore(element(copy), next);
    }
  }

  private static String nameOf(Node blob) {
    return blob instanceof Element element && element.getElementsByTagName("Name").getLength() > 0
        ? element.getElementsByTagName("Name").item(0).getTextContent()
        : "";
  }

  private Element element(PostponedCopy copy) {
    Element blob = document.createElement("Blob");
    add(blob, "Name", copy.blob());
    Element properties = add(blob, "Properties", "");
    add(properties, "Creation-Time", StorageAnswer.httpDate(copy.since()));
    add(properties, "Last-Modified", StorageAnswer.httpDate(copy.since()));
    add(properties, "Etag", copy.etag());
    add(properties, "Content-Length", "0");
    add(properties, "Content-Type", "application/octet-stream");
    add(properties, "BlobType", "BlockBlob");
    add(properties, "LeaseStatus", "unlocked");
    add(properties, "LeaseState", "available");
    if (showsCopies) {
      add(properties, "CopyId", copy.id().toString());
      add(properties, "CopyStatus", copy.status());
      add(properties, "CopySource", copy.source());
      add(properties, "CopyProgress", "0/0");
      copy.failure().ifPresent(why -> add(properties, "CopyStatusDescription", why));
    }
    if (showsMetadata) {
      Element metadata = add(blob, "Metadata", "");
      copy.metadata().forEach((name, value) -> add(metadata, name, value));
    }
    return blob;
  }

  private Element add(Element parent, String name, String text) {
    Element child = document.createElement(name);
    child.setTextContent(text);
    parent.appendChild(child);
    return child;
  }
}
