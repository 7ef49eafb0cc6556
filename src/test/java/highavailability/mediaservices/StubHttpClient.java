package highavailability.mediaservices;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An HTTP client that answers from a script and keeps what it was asked. */
final class StubHttpClient implements HttpClient {
  private final Function<Sent, Mono<Answer>> script;
  private final List<Sent> sent = new CopyOnWriteArrayList<>();

  /** Gives one answer after the other; the last one for good. */
  static StubHttpClient answering(Answer... answers) {
    return new StubHttpClient(
        request -> Mono.just(answers[Math.min(request.number(), answers.length) - 1]));
  }

  StubHttpClient(Function<Sent, Mono<Answer>> script) {
    this.script = script;
  }

  List<Sent> sent() {
    return List.copyOf(sent);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.defer(
        () -> {
          Sent next;
          synchronized (sent) {
            next = Sent.of(sent.size() + 1, request);
            sent.add(next);
          }
          return script.apply(next).map(answer -> new Response(request, answer));
        });
  }

  record Answer(int status, String body, HttpHeaders headers) {
    static Answer of(int status, String body) {
      return new Answer(
          status,
          body,
          new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json; charset=utf-8"));
    }

    static Answer error(int status, String code, String message) {
      return of(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    Answer with(HttpHeaderName header, String value) {
      return new Answer(status, body, new HttpHeaders(headers).set(header, value));
    }
  }

  record Sent(int number, String method, String url, String body, HttpHeaders headers) {
    static Sent of(int number, HttpRequest request) {
      return new Sent(
          number,
          request.getHttpMethod().toString(),
          request.getUrl().toString(),
          request.getBodyAsBinaryData() == null ? "" : request.getBodyAsBinaryData().toString(),
          new HttpHeaders(request.getHeaders()));
    }

    String authorization() {
      return headers.getValue(HttpHeaderName.AUTHORIZATION);
    }

    boolean isForToken() {
      return url.endsWith("/auth/token");
    }
  }

  private static final class Response extends HttpResponse {
    private final Answer answer;

    Response(HttpRequest request, Answer answer) {
      super(request);
      this.answer = answer;
    }

    @Override
    public int getStatusCode() {
      return answer.status();
    }

    @Override
    @Deprecated
    public String getHeaderValue(String name) {
      return answer.headers().getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return answer.headers();
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Mono<String> getBodyAsString() {
      return Mono.just(answer.body());
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return getBodyAsString();
    }
  }
}
