import io.redisimnest.*;
import io.redisimnest.annotation.*;
import io.redisimnest.key.*;
import io.redisimnest.keyspace.*;
import io.redisimnest.model.*;
import io.redisimnest.redis.*;
import io.redisimnest.registry.*;
import java.util.*;
import java.util.function.*;
import org.springframework.data.redis.connection.*;
import org.springframework.data.redis.connection.jedis.*;
import org.springframework.data.redis.core.*;
import org.springframework.beans.BeanUtils;
import redis.clients.jedis.*;
import redis.clients.jedis.params.SetParams;
import redis.embedded.RedisServer;
import tools.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

public class Speed {
  public record User(String name, int age, List<String> tags) {}
  @Prefix("s") @Ttl("100s") public interface S extends Cluster { @Prefix("u:{id}") ValueKey<User> user(long id); }
  static volatile Object sink;
  public static void main(String[] a) throws Exception {
    RedisServer server = RedisServer.builder().port(7399).setting("bind 127.0.0.1").setting("save \"\"").build(); server.start();
    JedisConnectionFactory f = new JedisConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1",7399), JedisClientConfiguration.builder().build());
    f.afterPropertiesSet(); f.start();
    UnifiedJedis plain = (UnifiedJedis) f.getConnection().getNativeConnection();
    ClusterRegistry reg = new ClusterRegistry(new TreeParser("", s->s, new TtlOverrides(Map.of()), new ArgumentTypes(List.of())), new Codecs(List.of(), BeanUtils::instantiateClass), (ff)-> new Keyspace(new Dispatcher(ff,false), new KeyspaceSettings(1000,50)));
    S s = reg.factory(()->f).create(S.class);
    JsonMapper json = JsonMapper.builder().build();
    var writer = json.writerFor(User.class); var reader = json.readerFor(User.class);
    User u = new User("Ann", 41, List.of("a","b"));
    RedisTemplate<byte[],byte[]> t = new RedisTemplate<>(); t.setEnableDefaultSerializer(false); t.setConnectionFactory(f); t.afterPropertiesSet();
    StringRedisTemplate st = new StringRedisTemplate(f);
    s.user(1).set(u);
    Map<String,Runnable> c = new LinkedHashMap<>();
    c.put("plain get", () -> sink = reader.readValue(plain.get("s:u:1".getBytes(StandardCharsets.UTF_8))));
    c.put("ours get", () -> sink = s.user(1).get());
    c.put("template get", () -> sink = reader.readValue(st.opsForValue().get("s:u:1")));
    c.put("plain set", () -> sink = plain.set("s:u:1".getBytes(StandardCharsets.UTF_8), writer.writeValueAsBytes(u), SetParams.setParams().px(100000)));
    c.put("ours set", () -> s.user(1).set(u));
    c.put("template set", () -> st.opsForValue().set("s:u:1", writer.writeValueAsString(u), java.time.Duration.ofSeconds(100)));
    c.put("template.execute(nothing)", () -> sink = t.execute((RedisCallback<Object>) x -> x, true));
    c.put("getConnection", () -> sink = f.getConnection());
    int n = 60000; String[] names = c.keySet().toArray(new String[0]); Runnable[] r = c.values().toArray(new Runnable[0]);
    for (int round=0; round<5; round++) {
      long[][] times = new long[r.length][n];
      Random rnd = new Random(round);
      for (int i=0;i<n;i++) { int off = rnd.nextInt(r.length); for (int k=0;k<r.length;k++){ int j=(k+off)%r.length; long st0=System.nanoTime(); r[j].run(); times[j][i]=System.nanoTime()-st0; } }
      StringBuilder b = new StringBuilder();
      for (int j=0;j<r.length;j++){ Arrays.sort(times[j]); b.append(names[j]).append(' ').append(times[j][n/2]).append("  "); }
      System.out.println(b);
    }
    f.destroy(); server.stop(); System.exit(0);
  }
}
